import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting

/// Somebody with a password who logs in as clients do.
struct Client {
    let studio: TestStudio
    let person: TestPerson
    let email: String
    var password = "a good password"

    /// What a login answered.
    struct Session {
        let studio: TestStudio
        let headers: HTTPFields
        let refresh: HTTPFields

        func send(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil) async -> Reply {
            await self.studio.send(method, path, body.map(Arrival.Body.json) ?? .none, as: nil, headers: self.headers)
        }

        var isIn: Bool { get async { await self.send(.get, "/auth/authenticated").status == 200 } }
        var isRenewable: Bool {
            get async {
                await self.studio.send(.get, "/auth/refresh-token", as: nil, headers: self.refresh).status == 200
            }
        }
    }

    func login(_ proof: [String: JSONValue] = [:], password: String? = nil) async -> Reply {
        var body: JSONObject = ["email": .string(self.email), "password": .string(password ?? self.password)]
        for (name, value) in proof { body[name] = value }
        return await self.studio.anonymous(.post, "/auth/login", .json(.object(body)))
    }

    func session(_ proof: [String: JSONValue] = [:]) async -> Session {
        self.session(of: await self.login(proof))
    }

    func session(of reply: Reply) -> Session {
        Session(
            studio: self.studio,
            headers: [.authorization: "Bearer \(reply["access_token"]?.stringValue ?? "")"],
            refresh: [.authorization: "Bearer \(reply["refresh_token"]?.stringValue ?? "")"])
    }

    /// Sets up an authenticator. Returns its codes and the recovery codes.
    func setUpAuthenticator(_ session: Session) async throws -> (codes: TimeCode, recovery: [String]) {
        let secret = await session.send(.put, "/auth/totp")["otp_secret"]?.stringValue ?? ""
        guard let codes = TimeCode(secret: secret) else { throw MissingSecret() }
        let reply = await session.send(.post, "/auth/totp", ["totp": .string(codes.code(at: Timestamp.now().seconds))])
        return (codes, reply["otp_recovery_codes"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    }

    struct MissingSecret: Error {}
}

extension TestStudio {
    func client(_ role: Role = .user) async throws -> Client {
        let hash = try await self.dependencies.passwords.hash("a good password")
        let person = try await self.person(role, "Client")
        let email = try await self.database.write { tx in
            try tx.run("UPDATE person SET password = \(Value.bytes(Array(hash.text.utf8))) WHERE id = \(person.id)")
            return try tx.one("SELECT email FROM person WHERE id = \(person.id)", String.self)
        }
        return Client(studio: self, person: person, email: email ?? "")
    }

    /// The mails that wait, oldest first.
    func mails() async throws -> [(recipient: String, subject: String, body: String)] {
        try await self.database.read { reader in
            try reader.all("SELECT recipient, subject, body FROM tsubame_mail ORDER BY created_at, id") { row in
                (recipient: try row.text(0), subject: try row.text(1), body: try row.text(2))
            }
        }
    }
}

extension String {
    /// The token in the link of a mail.
    var linkedToken: String {
        let rest = self.components(after: "token=")
        return String(rest.prefix { $0.isLetter || $0.isNumber })
    }

    /// The six digits of a mail.
    var digits: String {
        let words = self.split { !$0.isNumber }
        return words.first { $0.count == 6 }.map(String.init) ?? ""
    }

    private func components(after mark: String) -> Substring {
        guard let range = self.firstRange(of: mark) else { return "" }
        return self[range.upperBound...]
    }
}
