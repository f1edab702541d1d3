import API
import Database
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct ForgottenPasswordsTests {
    private func choose(
        _ studio: TestStudio, _ email: String, _ token: String, _ password: String = "another password"
    ) async -> Reply {
        await studio.anonymous(
            .put, "/auth/reset-password",
            .json([
                "email": .string(email), "token": .string(token), "password": .string(password),
                "password2": .string(password),
            ]))
    }

    private func ask(_ studio: TestStudio, _ email: String) async -> Reply {
        await studio.anonymous(.post, "/auth/reset-password", .json(["email": .string(email)]))
    }

    @Test("The link of a mail chooses a password once, and ends the sessions", arguments: Dialect.allCases)
    func link(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            var client = try await studio.client()
            let session = await client.session()

            let asked = await self.ask(studio, client.email)
            let mail = try #require(try await studio.mails().first)
            let token = mail.body.linkedToken
            let short = await self.choose(studio, client.email, token, "short")
            let right = await self.choose(studio, client.email, token)
            let again = await self.choose(studio, client.email, token)
            client.password = "another password"

            #expect(asked.text == #"{"success":"Reset token sent"}"#)
            #expect(mail.recipient == client.email)
            #expect(short.message == "Password is too short.")
            #expect(right.text == #"{"success":true}"#)
            #expect(again.message == "Wrong or expired token.")
            #expect(await !session.isIn)
            #expect(await client.login().status == 200)
        }
    }

    @Test("Of many who use a link at once, one succeeds", arguments: Dialect.allCases)
    func race(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            _ = await self.ask(studio, client.email)
            let token = try await studio.mails().first?.body.linkedToken ?? ""

            let statuses = await withTaskGroup(of: Int.self) { group in
                for number in 0..<6 {
                    group.addTask { await self.choose(studio, client.email, token, "password \(number)").status }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }

            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.count { $0 == 400 } == 5)
        }
    }

    @Test("Nobody hears whether an address is known, and nothing is written for strangers", arguments: Dialect.allCases)
    func unknown(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let inactive = try await studio.client()
            _ = await studio.put("/data/persons/\(inactive.person.id.text)", ["active": false])

            let replies = [
                await self.ask(studio, "nobody@example.com"), await self.ask(studio, inactive.email),
                await self.ask(studio, "no address"),
            ]
            let rows = try await studio.database.read { try $0.count("SELECT count(*) FROM tsubame_one_time") }

            #expect(replies.allSatisfy { $0.text == #"{"success":"Reset token sent"}"# })
            #expect(try await studio.mails().isEmpty)
            #expect(rows == 0)
        }
    }

    @Test("A token opens the account that it was made for, and no other", arguments: Dialect.allCases)
    func foreign(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (client, other) = (try await studio.client(), try await studio.client())
            _ = await self.ask(studio, client.email)
            let token = try await studio.mails().first?.body.linkedToken ?? ""

            let reply = await self.choose(studio, other.email, token)

            #expect(reply.message == "Wrong or expired token.")
            #expect(await other.login().status == 200)
        }
    }

    @Test("The database keeps no token that opens anything", arguments: Dialect.allCases)
    func sealed(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let reply = await studio.post("/actions/persons/\(client.person.id.text)/reset-password-link")
            let token = reply["reset_password_link"]?.stringValue?.linkedToken ?? ""

            let seals = try await studio.database.read { reader in
                try reader.all("SELECT seal FROM tsubame_one_time") { try $0.text(0) }
            }
            let bySeal = await self.choose(studio, client.email, seals.first ?? "")
            let byToken = await self.choose(studio, client.email, token)

            #expect(seals.count == 1)
            #expect(token.count == 64)
            #expect(!seals.contains(token))
            #expect(bySeal.status == 400)
            #expect(byToken.status == 200)
        }
    }

    @Test("A link that is too old opens nothing", arguments: Dialect.allCases)
    func expired(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            _ = await self.ask(studio, client.email)
            let token = try await studio.mails().first?.body.linkedToken ?? ""
            try await studio.database.write { tx in
                try tx.run("UPDATE tsubame_one_time SET expires_at = \(tx.now.advanced(bySeconds: -1))")
            }

            let reply = await self.choose(studio, client.email, token)

            #expect(reply.message == "Wrong or expired token.")
        }
    }

    @Test("Administrators alone invite people, and no bots", arguments: Dialect.allCases)
    func invitation(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let manager = try await studio.person(.manager)
            let bot = try await studio.insert(
                PersonRow.self, ["first_name": .text("B"), "last_name": .text("B"), "is_bot": .bool(true)])
            let path = "/actions/persons/\(client.person.id.text)/invite"

            let byManager = await studio.get(path, as: manager)
            let ofBot = await studio.get("/actions/persons/\(bot)/invite")
            let mailsBefore = try await studio.mails().count
            let byAdmin = await studio.get(path)
            let mail = try #require(try await studio.mails().first)

            #expect(byManager.status == 403)
            #expect(ofBot.status == 403)
            #expect(mailsBefore == 0)
            #expect(byAdmin.text == #"{"success":true,"message":"Email sent"}"#)
            #expect(mail.body.contains("&type=new"))
        }
    }

    @Test("Too many requests for one account have to wait, whether there is such an account or not")
    func tooMany() async throws {
        try await withStudio(on: .sqlite, settings: ["TSUBAME_CODES_PER_ACCOUNT": "2"]) { studio in
            let client = try await studio.client()
            for email in [client.email, "nobody@example.com"] {
                _ = await self.ask(studio, email)
                _ = await self.ask(studio, email)

                let reply = await self.ask(studio, email.uppercased())

                #expect(reply.status == 429)
                #expect(reply.headers[.retryAfter] != nil)
            }
            #expect(try await studio.mails().count == 2)
        }
    }
}
