import API
import Database
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

/// What ends sessions, and what leaves them.
@Suite struct SessionEndTests {
    @Test("Whoever changes his password stays in, and his other sessions end", arguments: Dialect.allCases)
    func ownChange(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            var client = try await studio.client()
            let (here, there) = (await client.session(), await client.session())

            let reply = await here.send(
                .post, "/auth/change-password",
                ["old_password": "a good password", "password": "a better one", "password_2": "a better one"])
            client.password = "a better one"
            let next = await client.session()

            #expect(reply.status == 200)
            #expect(await here.isIn)
            #expect(await here.isRenewable)
            #expect(await !there.isIn)
            #expect(await !there.isRenewable)
            #expect(await next.isIn)
        }
    }

    @Test(
        "A password that an administrator gives ends the person's sessions, and nobody else's",
        arguments: Dialect.allCases)
    func givenPassword(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (client, other) = (try await studio.client(), try await studio.client())
            let (session, otherSession) = (await client.session(), await other.session())

            let reply = await studio.post(
                "/actions/persons/\(client.person.id.text)/change-password",
                ["password": "a better one", "password_2": "a better one"])

            #expect(reply.status == 200)
            #expect(await !session.isIn)
            #expect(await otherSession.isIn)
        }
    }

    @Test("A refused change ends nothing", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let (here, there) = (await client.session(), await client.session())

            let reply = await here.send(
                .post, "/auth/change-password",
                ["old_password": "a guess", "password": "a better one", "password_2": "a better one"])

            #expect(reply.status == 400)
            #expect(await here.isIn)
            #expect(await there.isIn)
            #expect(try await studio.mails().isEmpty)
        }
    }

    @Test("Who was deactivated stays out with his old tokens when he comes back", arguments: Dialect.allCases)
    func deactivated(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.client()
            let session = await client.session()
            let path = "/data/persons/\(client.person.id.text)"

            _ = await studio.put(path, ["active": false])
            let meanwhile = await session.isIn
            _ = await studio.put(path, ["active": true])

            #expect(!meanwhile)
            #expect(await !session.isIn)
            #expect(await !session.isRenewable)
            #expect(await client.login().status == 200)
        }
    }
}
