import API
import Credentials
import Database
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct TwoFactorsTests {
    private func now(_ codes: TimeCode) -> JSONValue { .string(codes.code(at: Timestamp.now().seconds)) }

    @Test("With an authenticator a password alone opens nothing", arguments: Dialect.allCases)
    func authenticator(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let (codes, recovery) = try await client.setUpAuthenticator(await client.session())

            let missing = await client.login()
            let wrong = await client.login(["totp": "12345"])
            let right = await client.login(["totp": self.now(codes)])
            let wrongPassword = await client.login(["totp": self.now(codes)], password: "a guess")

            #expect(recovery.count == 16)
            #expect(missing["missing_OTP"] == true)
            #expect(missing["access_token"] == nil)
            #expect(missing["two_factor_authentication_enabled"] == ["recovery_code", "totp"])
            #expect(wrong["wrong_OTP"] == true)
            #expect(right.status == 200)
            #expect(wrongPassword.text == #"{"login":false,"message":"Wrong email or password."}"#)
        }
    }

    @Test("Wrong codes close an account as wrong passwords do", arguments: Dialect.allCases)
    func lockOut(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let (codes, _) = try await client.setUpAuthenticator(await client.session())
            for _ in 1...5 { _ = await client.login(["totp": "12345"]) }

            let reply = await client.login(["totp": self.now(codes)])

            #expect(reply["too_many_failed_login_attemps"] == true)
        }
    }

    @Test("A recovery code replaces a factor once, and is kept as a hash", arguments: Dialect.allCases)
    func recovery(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let (_, recovery) = try await client.setUpAuthenticator(await client.session())
            let code = JSONValue.string(recovery[3].lowercased())

            let stored = try await studio.database.read { reader in
                try reader.one("SELECT otp_recovery_codes FROM person WHERE id = \(client.person.id)", JSONValue.self)
            }
            let first = await client.login(["recovery_code": code])
            let second = await client.login(["recovery_code": code])

            #expect(stored?.arrayValue?.count == 16)
            #expect(stored?.arrayValue?.allSatisfy { $0.stringValue?.hasPrefix("$2b$") ?? false } ?? false)
            #expect(first.status == 200)
            #expect(second["wrong_OTP"] == true)
        }
    }

    @Test("Of many who use a recovery code at once, one gets in", arguments: Dialect.allCases)
    func recoveryRace(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let (_, recovery) = try await client.setUpAuthenticator(await client.session())
            let code = JSONValue.string(recovery[0])

            let statuses = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { await client.login(["recovery_code": code]).status } }
                return await group.reduce(into: []) { $0.append($1) }
            }

            #expect(statuses.count { $0 == 200 } == 1)
        }
    }

    @Test("New recovery codes make the old ones worthless", arguments: Dialect.allCases)
    func renewal(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let session = await client.session()
            let (codes, old) = try await client.setUpAuthenticator(session)

            let wrong = await session.send(.put, "/auth/recovery-codes", ["totp": "12345"])
            let right = await session.send(.put, "/auth/recovery-codes", ["totp": self.now(codes)])
            let new = right["otp_recovery_codes"]?.arrayValue ?? []

            #expect(wrong["wrong_OTP"] == true)
            #expect(new.count == 16)
            #expect(await client.login(["recovery_code": .string(old[0])]).status == 400)
            #expect(await client.login(["recovery_code": new[0]]).status == 200)
        }
    }

    @Test("A code by mail is sent for a login, and good once", arguments: Dialect.allCases)
    func mailCode(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let session = await client.session()
            _ = await session.send(.put, "/auth/email-otp")
            let first = try await studio.mails().last?.body.digits ?? ""
            let enabled = await session.send(.post, "/auth/email-otp", ["email_otp": .string(first)])
            try await studio.database.write { try $0.run("DELETE FROM tsubame_mail") }

            let asked = await studio.anonymous(.get, "/auth/email-otp?email=\(client.email)")
            let stranger = await studio.anonymous(.get, "/auth/email-otp?email=nobody@example.com")
            let mails = try await studio.mails()
            let code = JSONValue.string(mails.last?.body.digits ?? "")
            let right = await client.login(["email_otp": code])
            let again = await client.login(["email_otp": code])

            #expect(enabled["otp_recovery_codes"]?.arrayValue?.count == 16)
            #expect(asked.text == stranger.text)
            #expect(mails.count == 1)
            #expect(right.status == 200)
            #expect(again["wrong_OTP"] == true)
        }
    }

    @Test("A newer code by mail replaces the one before", arguments: Dialect.allCases)
    func newerCode(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let session = await client.session()
            _ = await session.send(.put, "/auth/email-otp")
            let first = try await studio.mails().last?.body.digits ?? ""
            try await studio.database.write { try $0.run("DELETE FROM tsubame_mail") }
            _ = await session.send(.put, "/auth/email-otp")

            let old = await session.send(.post, "/auth/email-otp", ["email_otp": .string(first)])
            let second = try await studio.mails().last?.body.digits ?? ""
            let new = await session.send(.post, "/auth/email-otp", ["email_otp": .string(second)])

            #expect(old.message == "OTP by email verification failed." || first == second)
            #expect(new.status == 200)
        }
    }

    @Test(
        "With the last factor go the recovery codes; before, another becomes the preferred one",
        arguments: Dialect.allCases)
    func lastFactor(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let session = await client.session()
            let (codes, _) = try await client.setUpAuthenticator(session)
            _ = await session.send(.put, "/auth/email-otp")
            let code = try await studio.mails().last?.body.digits ?? ""
            let second = await session.send(.post, "/auth/email-otp", ["email_otp": .string(code)])

            let one = await session.send(.delete, "/auth/totp", ["totp": self.now(codes)])
            let me = await session.send(.get, "/auth/authenticated")["user"]
            let without = await session.send(.delete, "/auth/email-otp", ["email_otp": "12345"])
            try await studio.database.write { try $0.run("DELETE FROM tsubame_mail") }
            _ = await studio.anonymous(.get, "/auth/email-otp?email=\(client.email)")
            let last = try await studio.mails().last?.body.digits ?? ""
            let two = await session.send(.delete, "/auth/email-otp", ["email_otp": .string(last)])
            let rest = try await studio.database.read { reader in
                try reader.exists(
                    """
                    SELECT 1 FROM person WHERE id = \(client.person.id) AND otp_recovery_codes IS NULL
                        AND preferred_two_factor_authentication IS NULL AND totp_secret IS NULL
                        AND email_otp_secret IS NULL
                    """)
            }

            #expect(second["otp_recovery_codes"] == .null)
            #expect(one.status == 200)
            #expect(me?["preferred_two_factor_authentication"] == "email_otp")
            #expect(without["wrong_OTP"] == true)
            #expect(two.status == 200)
            #expect(rest)
            #expect(await client.login().status == 200)
        }
    }

    @Test("Keys that this server cannot read still keep a password from being enough", arguments: Dialect.allCases)
    func unreadableKey(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            try await studio.database.write { tx in
                try tx.update(
                    client.person.id_,
                    ["fido_enabled": .bool(true), "fido_credentials": .json(#"[{"device_name": "Old"}]"#)])
            }

            let without = await client.login()
            let nonsense = await client.login(["fido_authentication_response": .object(["id": "x"])])

            #expect(without["missing_OTP"] == true)
            #expect(nonsense["wrong_OTP"] == true)
        }
    }

    @Test("Where a second factor is asked for, nothing goes without but setting one up", arguments: Dialect.allCases)
    func enforced(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect, settings: ["ENFORCE_2FA": "true"]) { studio in
            let client = try await studio.client(.admin)
            let login = await client.login()
            let session = client.session(of: login)

            let refused = await session.send(.get, "/data/departments")
            let written = await session.send(.post, "/data/departments", ["name": "X", "color": "#000000"])
            let hashed = await session.send(
                .post, "/auth/change-password",
                ["old_password": "a good password", "password": "a better one", "password_2": "a better one"])
            let isIn = await session.isIn
            _ = try await client.setUpAuthenticator(session)

            #expect(login["two_factor_authentication_required"] == true)
            #expect(refused.status == 403)
            #expect(refused["two_factor_authentication_required"] == true)
            #expect(written.status == 403)
            #expect(hashed.status == 403)
            #expect(isIn)
            #expect(studio.events.isEmpty)
            #expect(await session.send(.get, "/data/departments").status == 200)
        }
    }

    @Test("Those who are exempt need no second factor, and bots need none", arguments: Dialect.allCases)
    func exempt(_ dialect: Dialect) async throws {
        let settings = ["ENFORCE_2FA": "true", "2FA_EXEMPT_USERS": "someone@example.com, ADA@example.com"]
        try await withStudio(on: dialect, settings: settings) { studio in
            let client = try await studio.client()
            try await studio.database.write { tx in
                try tx.update(client.person.id_, ["email": .text("ada@example.com")])
            }

            let login = await Client(studio: studio, person: client.person, email: "ada@example.com").login()
            let reply = await studio.get("/data/departments", as: client.person)

            #expect(login["two_factor_authentication_required"] == nil)
            #expect(reply.status == 200)
        }
    }
}
