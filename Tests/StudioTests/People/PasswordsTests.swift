import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct PasswordsTests {
    @Test("An administrator gives someone a password, with which he logs in", arguments: Dialect.allCases)
    func change(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)

            let reply = await studio.post(
                user.path, ["password": "a-long-first-day", "password_2": "a-long-first-day"])
            let login = await studio.login(user, "a-long-first-day")

            #expect(reply.text == #"{"success":true}"#)
            #expect(login.status == 200)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("Nobody else gives passwords away", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let manager = try await studio.person(.manager)
            let bot = try await studio.insert(
                PersonRow.self, ["first_name": .text("B"), "last_name": .text("B"), "is_bot": .bool(true)])
            let body: JSONValue = ["password": "a-long-first-day", "password_2": "a-long-first-day"]

            let byManager = await studio.post(user.path, body, as: manager)
            let byHimself = await studio.post(user.path, body, as: user)
            let toBot = await studio.post("/actions/persons/\(bot)/change-password", body)
            let toNobody = await studio.post("/actions/persons/\(UUID().text)/change-password", body)
            let login = await studio.login(user, "a-long-first-day")

            #expect(byManager.status == 403)
            #expect(byHimself.status == 403)
            #expect(toBot.status == 403)
            #expect(toNobody.status == 404)
            #expect(login.status == 400)
        }
    }

    @Test(
        "A pair that does not fit is refused in known words",
        arguments: [
            ("good enough", "good enougH", "Validation error."), ("short", "short", "Password is too short."),
            ("", "", "Validation error."),
        ])
    func unfit(_ new: String, _ again: String, _ message: String) async throws {
        try await withStudio(on: .sqlite) { studio in
            let user = try await studio.person(.user)

            let reply = await studio.post(user.path, ["password": .string(new), "password_2": .string(again)])

            #expect(reply.status == 400)
            #expect(reply.message == message)
        }
    }

    @Test("Whoever knows his password changes it", arguments: Dialect.allCases)
    func own(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            _ = await studio.post(user.path, ["password": "the first one", "password_2": "the first one"])

            let wrong = await studio.post("/auth/change-password", .own("guess", "the second one"), as: user)
            let differing = await studio.post(
                "/auth/change-password",
                ["old_password": "the first one", "password": "the second one", "password_2": "the third one"], as: user
            )
            let right = await studio.post("/auth/change-password", .own("the first one", "the second one"), as: user)
            let login = await studio.login(user, "the second one")

            #expect(wrong.text == #"{"error":true,"message":"Old password is wrong."}"#)
            #expect(differing.text == #"{"error":true,"message":"Confirmation password doesn't match."}"#)
            #expect(right.text == #"{"success":true}"#)
            #expect(login.status == 200)
        }
    }
}

extension JSONValue {
    fileprivate static func own(_ old: String, _ new: String) -> JSONValue {
        ["old_password": .string(old), "password": .string(new), "password_2": .string(new)]
    }
}

extension TestPerson {
    fileprivate var path: String { "/actions/persons/\(self.id.text)/change-password" }
}

extension TestStudio {
    fileprivate func login(_ person: TestPerson, _ password: String) async -> Reply {
        let email = await self.get("/data/persons/\(person.id.text)")["email"] ?? .null
        return await self.anonymous(.post, "/auth/login", .json(["email": email, "password": .string(password)]))
    }
}
