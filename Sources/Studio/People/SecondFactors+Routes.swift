import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// The way back in for someone who lost his second factor.
package enum SecondFactors {
    package static let routes: [Route] = [
        .delete(
            "/actions/persons/{person_id}/disable-two-factor-authentication",
            "Let a person in with his password alone, until he sets up another factor.", .someone,
            allow: .all([.admin, .ofPerson]), answers: .object("`success` is true."), handler: disable)
    ]

    /// - Throws: ``Problem`` 400 when he has none.
    private static func disable(_ call: Writing, person: PersonRow.ID) throws -> Answer {
        let hasFactor = try call.data.exists(
            """
            SELECT 1 FROM person WHERE id = \(person) AND (
                totp_enabled IS TRUE OR email_otp_enabled IS TRUE OR fido_enabled IS TRUE)
            """)
        guard hasFactor else {
            throw Problem(.badRequest, .message("Two factor authentication not enabled for this user."))
        }
        try call.data.update(
            person,
            [
                "totp_enabled": .bool(false), "totp_secret": .null, "email_otp_enabled": .bool(false),
                "email_otp_secret": .null, "fido_enabled": .bool(false), "fido_credentials": .null,
                "otp_recovery_codes": .null, "preferred_two_factor_authentication": .null,
            ])
        return .value(.object(["success": true]))
    }
}
