import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct LoginTests {
    @Test("The right password opens the door, with tokens that work", arguments: Dialect.allCases)
    func login(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (_, email) = try await studio.account(password: "a good password")

            let reply = await studio.login(email.uppercased(), "a good password")
            let token = reply["access_token"]?.stringValue ?? ""
            let me = await studio.send(
                .get, "/auth/authenticated", as: nil, headers: [.authorization: "Bearer \(token)"])

            #expect(reply.status == 200)
            #expect(reply["login"] == true)
            #expect(reply["user"]?["email"] == .string(email))
            #expect(reply["user"]?["departments"] == .array([]))
            #expect(reply["user"]?["password"] == nil)
            #expect(reply["organisation"]?["type"] == "Organisation")
            #expect(me["user"]?["email"] == .string(email))
            #expect(me["user"]?["fido_devices"] == .array([]))
        }
    }

    @Test("A wrong password and an unknown account get the same answer", arguments: Dialect.allCases)
    func wrong(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (_, email) = try await studio.account(password: "a good password")

            let wrong = await studio.login(email, "a bad password")
            let unknown = await studio.login("nobody@example.com", "a bad password")

            #expect(wrong.status == 400)
            #expect(wrong.text == #"{"login":false,"message":"Wrong email or password."}"#)
            #expect(unknown.status == wrong.status)
            #expect(unknown.text == wrong.text)
        }
    }

    @Test("Five wrong passwords close the account, for the right one too", arguments: Dialect.allCases)
    func lockOut(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (_, email) = try await studio.account(password: "a good password")
            for _ in 1...5 { _ = await studio.login(email, "guess") }

            let reply = await studio.login(email, "a good password")

            #expect(reply.status == 400)
            #expect(reply["too_many_failed_login_attemps"] == true)
            #expect(reply["access_token"] == nil)
        }
    }

    @Test("Someone who is no longer active is told so only with the right password", arguments: Dialect.allCases)
    func inactive(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (person, email) = try await studio.account(password: "a good password")
            try await studio.database.write { tx in
                try tx.run("UPDATE person SET active = \(false) WHERE id = \(person.id)")
            }

            let right = await studio.login(email, "a good password")
            let wrong = await studio.login(email, "a bad password")

            #expect(right.status == 401)
            #expect(right["unactive"] == true)
            #expect(wrong.status == 400)
            #expect(wrong["unactive"] == nil)
        }
    }

    @Test("What was logged out stays out", arguments: Dialect.allCases)
    func logout(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (_, email) = try await studio.account(password: "a good password")
            let login = await studio.login(email, "a good password")
            let access: HTTPFields = [.authorization: "Bearer \(login["access_token"]?.stringValue ?? "")"]
            let refresh: HTTPFields = [.authorization: "Bearer \(login["refresh_token"]?.stringValue ?? "")"]

            let out = await studio.send(.get, "/auth/logout", as: nil, headers: access)
            let again = await studio.send(.get, "/auth/authenticated", as: nil, headers: access)
            let renewed = await studio.send(.get, "/auth/refresh-token", as: nil, headers: refresh)

            #expect(out.text == #"{"logout":true}"#)
            #expect(again.status == 401)
            #expect(again["msg"] == "Token has been revoked")
            #expect(renewed.status == 401)
        }
    }

    @Test("A refresh token gives another access token, and opens nothing else", arguments: Dialect.allCases)
    func refresh(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (_, email) = try await studio.account(password: "a good password")
            let login = await studio.login(email, "a good password")
            let refresh: HTTPFields = [.authorization: "Bearer \(login["refresh_token"]?.stringValue ?? "")"]

            let renewed = await studio.send(.get, "/auth/refresh-token", as: nil, headers: refresh)
            let misused = await studio.send(.get, "/auth/authenticated", as: nil, headers: refresh)
            let token = renewed["access_token"]?.stringValue ?? ""
            let used = await studio.send(
                .get, "/auth/authenticated", as: nil, headers: [.authorization: "Bearer \(token)"])

            #expect(renewed.status == 200)
            #expect(misused.status == 422)
            #expect(misused["msg"] == "Only non-refresh tokens are allowed")
            #expect(used.status == 200)
        }
    }

    @Test("A browser gets its tokens as cookies, a script does not", arguments: Dialect.allCases)
    func cookies(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (_, email) = try await studio.account(password: "a good password")
            let body = Arrival.Body.json(["email": .string(email), "password": "a good password"])

            let browser = await studio.send(
                .post, "/auth/login", body, as: nil, headers: [.userAgent: "Mozilla/5.0 (X11; Linux x86_64)"])
            let script = await studio.send(.post, "/auth/login", body, as: nil)

            #expect(browser.headers[values: .setCookie].count == 2)
            #expect(browser.headers[values: .setCookie].allSatisfy { $0.contains("HttpOnly") })
            #expect(script.headers[values: .setCookie].isEmpty)
        }
    }

    @Test("Without a token, or with nonsense for one, nobody is let in", arguments: Dialect.allCases)
    func nobody(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let missing = await studio.anonymous(.get, "/auth/authenticated")
            let nonsense = await studio.send(
                .get, "/auth/authenticated", as: nil, headers: [.authorization: "Bearer nonsense"])

            #expect(missing.status == 401)
            #expect(nonsense.status == 422)
            #expect(nonsense["msg"] == "Not enough segments")
        }
    }
}

extension TestStudio {
    /// Someone who can log in, and the address to do it with.
    fileprivate func account(password: String) async throws -> (TestPerson, String) {
        let hash = try await self.dependencies.passwords.hash(password)
        let person = try await self.person(.user, "Login")
        return try await self.database.write { tx in
            try tx.run("UPDATE person SET password = \(Value.bytes(Array(hash.text.utf8))) WHERE id = \(person.id)")
            let email = try tx.one("SELECT email FROM person WHERE id = \(person.id)", String.self)
            return (person, email ?? "")
        }
    }

    fileprivate func login(_ email: String, _ password: String) async -> Reply {
        await self.anonymous(
            .post, "/auth/login", .json(["email": .string(email), "password": .string(password)]))
    }
}
