/// What a server of the same API issued with the secret below, to prove that each reads what the other signs.
enum Recorded {
    static let secret = "reference-secret-0123456789abcdef0123456789"
    static let person = "b4cc3167-ad9b-47eb-9c4e-7d003c97cc2b"
    /// When the tokens were made.
    static let now: Int64 = 1_795_528_641

    static let access =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
        + ".eyJmcmVzaCI6ZmFsc2UsImlhdCI6MTc5NTUyODY0MSwianRpIjoiN2RlOTdmYjMtMmJiZi00NGQ4LTllZjEtOWQ3MTMwMjNjZjE2IiwidHlwZSI6ImFj"
        + "Y2VzcyIsInN1YiI6ImI0Y2MzMTY3LWFkOWItNDdlYi05YzRlLTdkMDAzYzk3Y2MyYiIsIm5iZiI6MTc5NTUyODY0MSwiZXhwIjoxNzk2MTMzNDQxLCJp"
        + "ZGVudGl0eV90eXBlIjoicGVyc29uIiwicmVmcmVzaF9qdGkiOiI4YmEyZmQ2MC1lYjdlLTRiZjgtYjRhNC1mNDhlMDBjYmUyZmMifQ"
        + ".ygaUdRkNPTFZWawWQb8a_XN_I_DODt9820KsALs5HH4"

    static let refresh =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
        + ".eyJmcmVzaCI6ZmFsc2UsImlhdCI6MTc5NTUyODY0MSwianRpIjoiOGJhMmZkNjAtZWI3ZS00YmY4LWI0YTQtZjQ4ZTAwY2JlMmZjIiwidHlwZSI6InJl"
        + "ZnJlc2giLCJzdWIiOiJiNGNjMzE2Ny1hZDliLTQ3ZWItOWM0ZS03ZDAwM2M5N2NjMmIiLCJuYmYiOjE3OTU1Mjg2NDEsImV4cCI6MTc5NjgyNDY0MSwi"
        + "aWRlbnRpdHlfdHlwZSI6InBlcnNvbiJ9"
        + ".kIzcNHfO7XHUNNKEqExzivD7pmCbNgpwOrZHCQYx01Y"

    static let bot =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
        + ".eyJmcmVzaCI6ZmFsc2UsImlhdCI6MTc5NTUyODY0MSwianRpIjoiNGZhMzgyMzMtYzcwNi00MmNjLWE4MjctMDFiMjc3YmRmMTNlIiwidHlwZSI6ImFj"
        + "Y2VzcyIsInN1YiI6IjI2YWIxOWZmLWVmN2QtNDZmNS04ZmZiLWZjMmQ4ODE0Y2MxOCIsIm5iZiI6MTc5NTUyODY0MSwiaWRlbnRpdHlfdHlwZSI6ImJv"
        + "dCJ9"
        + ".j2seqAG9H6vTPXClkXtm-0tVyCpsgWgceXhB_V0Cmok"

    static let password = "mysecretpassword"
    static let hash = "$2b$12$q3fOEMdHXO.oaWiPk5rCj.uRv5s/heqhyw9rarwMQScA5fS1EAxiW"
}
