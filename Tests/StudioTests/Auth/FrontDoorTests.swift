import API
import Database
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

/// Registration, applications, names that nobody has, and mails that wait.
@Suite struct FrontDoorTests {
    private func register(_ studio: TestStudio, _ email: String) async -> Reply {
        await studio.anonymous(
            .post, "/auth/register",
            .json([
                "email": .string(email), "password": "a good password", "password_2": "a good password",
                "first_name": "Ada", "last_name": "First",
            ]))
    }

    @Test("A studio with people takes nobody who makes his own account", arguments: Dialect.allCases)
    func closed(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let reply = await self.register(studio, "new@example.com")
            let empty = await studio.anonymous(.post, "/auth/register", .json([:]))

            #expect(reply.status == 403)
            #expect(empty.status == 400)
            #expect(studio.events.isEmpty)
        }
    }

    @Test(
        "The first account of an empty studio is an administrator's, however many come at once",
        arguments: Dialect.allCases)
    func first(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            try await studio.database.write { try $0.run("DELETE FROM person") }

            let statuses = await withTaskGroup(of: Int.self) { group in
                for number in 0..<6 {
                    group.addTask { await self.register(studio, "first\(number)@example.com").status }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let roles = try await studio.database.read { try $0.all("SELECT role FROM person") { try $0.text(0) } }

            #expect(statuses.sorted() == [201, 403, 403, 403, 403, 403])
            #expect(roles == ["admin"])
            #expect(studio.events == ["person:new"])
        }
    }

    @Test("Where registration is on, whoever comes later is an artist", arguments: Dialect.allCases)
    func later(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect, settings: ["ALLOW_REGISTRATION": "true"]) { studio in
            let reply = await self.register(studio, "New@example.com")
            let again = await self.register(studio, "new@example.com")
            let role = try await studio.database.read { reader in
                try reader.one("SELECT role FROM person WHERE email = \("new@example.com")", String.self)
            }

            #expect(reply.text == #"{"registration_success":true}"#)
            #expect(again.message == "Email already in use.")
            #expect(role == "user")
        }
    }

    @Test("A name that nobody has is closed as an account is", arguments: Dialect.allCases)
    func strangers(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let stranger = Client(studio: studio, person: client.person, email: "nobody@example.com")

            var replies: [[String]] = []
            for _ in 1...6 {
                replies.append([
                    await client.login(password: "a guess").text, await stranger.login(password: "a guess").text,
                ])
            }

            #expect(replies.allSatisfy { $0[0] == $0[1] })
            #expect(replies.last?[0].contains("too_many_failed_login_attemps") ?? false)
        }
    }

    // RFC 7636, appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    private func change(_ studio: TestStudio, _ code: JSONValue?, _ verifier: String = verifier) async -> Reply {
        await studio.anonymous(
            .post, "/auth/app-login/token", .json(["code": code ?? .null, "code_verifier": .string(verifier)]))
    }

    @Test("An application gets a login for its code and verifier, once", arguments: Dialect.allCases)
    func application(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let body: JSONValue = ["code_challenge": .string(Self.challenge)]
            let code = await studio.post("/auth/app-login/code", body, as: user)["code"]
            let spoilt = await studio.post("/auth/app-login/code", body, as: user)["code"]

            let right = await self.change(studio, code)
            let again = await self.change(studio, code)
            let wrong = await self.change(studio, spoilt, String(Self.verifier.reversed()))
            let afterWrong = await self.change(studio, spoilt)

            #expect(right["user"]?["id"] == .string(user.id.text))
            #expect(right["access_token"] != nil)
            #expect(again.text == #"{"login":false,"message":"Wrong or expired code."}"#)
            #expect(wrong.status == 400)
            #expect(afterWrong.status == 400)
        }
    }

    @Test("Of several servers one takes a mail, and one that was not sent comes again", arguments: Dialect.allCases)
    func outbox(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            _ = await studio.get("/actions/persons/\(client.person.id.text)/invite")

            let taken = try await withThrowingTaskGroup(of: WaitingMail?.self) { group in
                for _ in 0..<4 { group.addTask { try await studio.database.write { try Outbox.take($0) } } }
                return try await group.reduce(into: []) { $0.append($1) }.compactMap { $0 }
            }
            let mail = try #require(taken.first)
            try await studio.database.write { tx in
                try Outbox.postpone(mail, tx)
                try tx.run("UPDATE tsubame_mail SET next_attempt = \(tx.now)")
            }
            let again = try await studio.database.write { try Outbox.take($0) }
            try await studio.database.write { try Outbox.remove(mail, $0) }

            #expect(taken.count == 1)
            #expect(again?.id == mail.id)
            #expect(again?.attempts == 1)
            #expect(try await studio.mails().isEmpty)
        }
    }

    @Test("Without a mail server no mail is written, and links still work", arguments: Dialect.allCases)
    func withoutMail(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect, settings: ["MAIL_ENABLED": "false"]) { studio in
            let client = try await studio.client()
            let path = "/actions/persons/\(client.person.id.text)"

            let invited = await studio.get(path + "/invite")
            let link = await studio.post(path + "/reset-password-link")

            #expect(invited.status == 200)
            #expect(link["reset_password_link"]?.stringValue?.linkedToken.count == 64)
            #expect(try await studio.mails().isEmpty)
        }
    }
}
