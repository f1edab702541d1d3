import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

/// Logging an application in from a browser that is logged in: it gets a code, and the application, which alone knows
/// what the code's challenge was made of, changes it for a login of its own (RFC 7636 with S256).
package enum AppLogin {
    package static let routes: [Route] = [
        .post(
            "/auth/app-login/code", "A code for an application to log in with, good for a minute and once.",
            .entry("code_challenge", of: "AppLoginCodeSchema", "The SHA-256 of its verifier, as URL-safe text.")
                as Input<CodeChallenge>,
            allow: .person, answers: .object("`code`."), handler: makeCode),
        .errand(
            .post, "/auth/app-login/token", "Log in with such a code.",
            .entry("code", of: "AppLoginTokenSchema", "The code.") as Input<ApplicationCode>,
            .entry("code_verifier", of: "AppLoginTokenSchema", "What the challenge was made of.")
                as Input<CodeVerifier>,
            allow: .anyone, answers: .object("As a login's."), handler: changeCode),
    ]

    /// Seconds.
    private static let lifetime: Int64 = 60
    private static let wrong = Problem(
        .badRequest, .own(["login": false, "message": "Wrong or expired code."]))

    private static func makeCode(_ call: Writing, challenge: CodeChallenge) throws -> Answer {
        let code = Secrets.make(bytes: 32)
        try call.data.issue(
            code, .application, for: try call.caller.id, lifetime: Self.lifetime, detail: challenge.text,
            replacing: false, key: call.dependencies.tokens)
        return .value(.object(["code": .string(code)]), .created)
    }

    /// A code that was tried with a wrong verifier is used up.
    private static func changeCode(
        _ errand: Errand, code: ApplicationCode, verifier: CodeVerifier
    ) async throws -> Response {
        try errand.dependencies.refuseTooMany(.refusal, errand.arrival)
        let response = try await errand.write { call -> Response? in
            let found = try call.data.redeem(code.text, .application, key: call.dependencies.tokens)
            guard let found, let challenge = found.detail, Secrets.areEqual(verifier.challenge, challenge) else {
                return nil
            }
            guard try Account.of(found.person, in: call.data)?.isActive ?? false else { return nil }
            return try Login.admitted(found.person, call, departments: .inOrder).whole(in: call.data)
        }
        guard let response else {
            errand.dependencies.count(.refusal, errand.arrival)
            throw self.wrong
        }
        return response
    }
}

/// URL-safe text of 32 bytes.
struct CodeChallenge: InputValue {
    let text: String

    static var kind: InputKind { .text }
    init?(text: String) {
        guard text.utf8.count == 43, text.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == 45 || $0 == 95 }) else {
            return nil
        }
        self.text = text
    }
    static func read(_ json: JSONValue) -> Result<CodeChallenge, ValueRefusal> {
        json.matching("^[A-Za-z0-9_-]{43}$", CodeChallenge.init)
    }
    var json: JSONValue { .string(self.text) }
}

/// 43 to 128 letters, digits, full stops, hyphens, underscores and tildes.
struct CodeVerifier: InputValue {
    let text: String

    static var kind: InputKind { .text }
    init?(text: String) {
        let isVerifier = text.utf8.allSatisfy { byte in byte.isLetterOrDigit || "._~-".utf8.contains(byte) }
        guard (43...128).contains(text.utf8.count), isVerifier else { return nil }
        self.text = text
    }
    static func read(_ json: JSONValue) -> Result<CodeVerifier, ValueRefusal> {
        json.matching("^[A-Za-z0-9._~-]{43,128}$", CodeVerifier.init)
    }
    var json: JSONValue { .string(self.text) }
    var challenge: String { Secrets.challenge(of: self.text) }
}

/// A text of 1 to 128 characters.
struct ApplicationCode: InputValue {
    let text: String

    static var kind: InputKind { .text }
    init?(text: String) {
        guard (1...128).contains(text.unicodeScalars.count) else { return nil }
        self.text = text
    }
    static func read(_ json: JSONValue) -> Result<ApplicationCode, ValueRefusal> {
        guard case .string(let text) = json else { return .failure(ValueRefusal("Input should be a valid string")) }
        if let code = ApplicationCode(text: text) { return .success(code) }
        let sentence = text.isEmpty ? "at least 1 character" : "at most 128 characters"
        return .failure(ValueRefusal("String should have \(sentence)"))
    }
    var json: JSONValue { .string(self.text) }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}

extension JSONValue {
    /// Compat: the words for a text that is not as it should be.
    fileprivate func matching<Value>(
        _ pattern: String, _ make: (String) -> Value?
    ) -> Result<Value, ValueRefusal> {
        guard case .string(let text) = self else { return .failure(ValueRefusal("Input should be a valid string")) }
        return make(text).map(Result.success) ?? .failure(ValueRefusal("String should match pattern '\(pattern)'"))
    }
}
