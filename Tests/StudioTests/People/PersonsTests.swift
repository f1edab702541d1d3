import API
import Credentials
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct PersonsTests {
    @Test("Someone is taken on with departments, once, and listeners hear of it", arguments: Dialect.allCases)
    func hire(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let department = try await studio.department("Painting")

            let reply = await studio.post(
                "/data/persons",
                [
                    "first_name": "Mina", "last_name": "Hart", "email": "Mina@Example.com", "password": nil,
                    "role": "manager", "departments": .array([.string(department.uuid.text)]),
                ])
            let again = await studio.post(
                "/data/persons", ["first_name": "M", "last_name": "H", "email": "MINA@example.com"])

            #expect(reply.status == 201)
            #expect(reply["email"] == "mina@example.com")
            #expect(reply["full_name"] == "Mina Hart")
            #expect(reply["role"] == "manager")
            #expect(reply["departments"] == .array([.string(department.uuid.text)]))
            #expect(reply["password"] == nil)
            #expect(reply.json.objectValue?.count == 47)
            #expect(again.status == 400)
            #expect(again.text == #"{"error":true,"message":"Email already in use.","data":null}"#)
            #expect(studio.events == ["person:new"])
        }
    }

    @Test("Only administrators take people on", arguments: Dialect.allCases)
    func hireRefused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            for role in [Role.manager, .supervisor, .user, .vendor, .client] {
                let person = try await studio.person(role)

                let reply = await studio.post(
                    "/data/persons", ["first_name": "A", "last_name": "B", "password": "a good password"], as: person)

                #expect(reply.status == 403, "\(role)")
            }
            #expect(studio.events.isEmpty)
            #expect(await studio.get("/data/persons?first_name=A").list.isEmpty)
        }
    }

    @Test(
        "A body that is no person's is refused in known words",
        arguments: [
            ("email", JSONValue.string("mina"), "An email address must have an @-sign."),
            ("email", "a b@example.com", "The email address contains invalid characters before the @-sign: SPACE."),
            ("email", "a..b@example.com", "An email address cannot have two periods in a row."),
            ("email", nil, "email must be str or bytes"),
            ("role", "king", "Invalid role"),
            ("role", nil, "Invalid role"),
            ("contract_type", "x", "Invalid contract_type"),
            ("country", "FRA", "Invalid country code, expected an ISO 3166-1 alpha-2 code."),
            ("expiration_date", "2020-01-01", "Expiration date can't be in the past."),
            ("expiration_date", "x", "Expiration date is not valid."),
            ("timezone", "Mars/City!", "One of the provided values has an invalid format."),
            ("first_name", nil, "A required field is missing."),
            ("zz", 1, "'zz' is an invalid keyword argument for Person"),
            ("password", "short", "Password is too short."),
        ])
    func refusedBodies(_ name: String, _ value: JSONValue, _ message: String) async throws {
        try await withStudio(on: .sqlite) { studio in
            var body: JSONObject = ["first_name": "Mina", "last_name": "Hart"]
            body[name] = value

            let reply = await studio.post("/data/persons", .object(body))

            #expect(reply.status == 400)
            #expect(reply.message == message)
            #expect(studio.events.isEmpty)
            #expect(await studio.get("/data/persons?last_name=Hart").list.isEmpty)
        }
    }

    @Test("A bot gets a token that works until it gets another one", arguments: Dialect.allCases)
    func bot(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let made = await studio.post(
                "/data/persons",
                ["first_name": "Farm", "last_name": "Bot", "is_bot": true, "expiration_date": "2199-01-01"])
            let id = made["id"]?.stringValue ?? ""
            let changed = await studio.put("/data/persons/\(id)", ["expiration_date": "2198-01-01"])

            let old = await studio.get("/data/departments", token: made["access_token"]?.stringValue)
            let new = await studio.get("/data/departments", token: changed["access_token"]?.stringValue)

            #expect(made.status == 201)
            #expect(old.status == 401)
            #expect(new.status == 200)
            #expect(made["jti"] == nil)
        }
    }

    @Test("A password that comes along opens the door", arguments: Dialect.allCases)
    func password(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            _ = await studio.post(
                "/data/persons",
                ["first_name": "M", "last_name": "H", "email": "m@example.com", "password": "a good password"])

            let login = await studio.anonymous(
                .post, "/auth/login", .json(["email": "m@example.com", "password": "a good password"]))

            #expect(login.status == 200)
        }
    }

    @Test("What people see of each other depends on who they are", arguments: Dialect.allCases)
    func views(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let manager = try await studio.person(.manager)
            let client = try await studio.person(.client)
            _ = try await studio.project(team: [client, user])

            let whole = await studio.get("/data/persons", as: studio.admin).list
            let short = await studio.get("/data/persons?relations=true", as: manager).list
            let seen = await studio.get("/data/persons", as: client).list
            let read = await studio.get("/data/persons/\(user.id.text)", as: manager)
            let readByUser = await studio.get("/data/persons/\(manager.id.text)", as: user)
            let readByClient = await studio.get("/data/persons/\(user.id.text)", as: client)
            let strangerByClient = await studio.get("/data/persons/\(manager.id.text)", as: client)

            #expect(whole.count == 4)
            #expect(whole.first?["daily_salary"] == 0)
            #expect(short.count == 4)
            #expect(
                short.first?.objectValue?.keys == [
                    "id", "type", "first_name", "last_name", "full_name", "has_avatar", "active", "departments",
                    "studio_id", "role", "desktop_login", "is_bot",
                ])
            #expect(Set(seen.compactMap { $0["id"]?.stringValue }) == [user.id.text, client.id.text])
            #expect(
                seen.first?.objectValue?.keys == [
                    "id", "type", "first_name", "last_name", "full_name", "has_avatar", "active", "role", "is_bot",
                ])
            #expect(read["daily_salary"] == 0)
            #expect(readByUser["daily_salary"] == nil)
            #expect(readByUser["departments"] == .array([]))
            #expect(readByClient["daily_salary"] == nil)
            #expect(seen.contains(readByClient.json))
            #expect(strangerByClient.status == 403)
        }
    }

    @Test("Who sends that he is inactive stays, and stays logged in", arguments: Dialect.allCases)
    func ownActivity(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let path = "/data/persons/\(user.id.text)"

            let own = await studio.put(path, ["active": false], as: user)
            let after = await studio.get(path, as: user)
            let byAdmin = await studio.put(path, ["active": false])

            #expect(own["active"] == true)
            #expect(after.status == 200)
            #expect(byAdmin["active"] == false)
            #expect(await studio.get(path, as: user).status == 401)
        }
    }

    @Test("What someone may not read he may not filter by", arguments: Dialect.allCases)
    func filters(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user, "Filter")
            let email = await studio.get("/data/persons/\(user.id.text)")["email"]?.stringValue ?? ""

            let salary = await studio.get("/data/persons?daily_salary=0", as: user)
            let salaryOfAll = await studio.get("/data/persons?daily_salary=0")
            let secret = await studio.get("/data/persons?password=x")
            let address = await studio.get("/data/persons?email=\(email.uppercased())&is_bot=False", as: user)

            #expect(salary.status == 400)
            #expect(salary.message == "Filtering on daily_salary is not allowed.")
            #expect(salaryOfAll.list.count == 2)
            #expect(secret.status == 400)
            #expect(address.list.count == 1)
        }
    }

    @Test("People change their own profile, and nothing that pays or lets in", arguments: Dialect.allCases)
    func ownProfile(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)

            let reply = await studio.put(
                "/data/persons/\(user.id.text)",
                [
                    "phone": "3", "country": "fr", "role": "admin", "daily_salary": 900, "active": false,
                    "is_bot": true,
                    "expiration_date": "2199-01-01", "jti": "x", "totp_enabled": true,
                ], as: user)

            #expect(reply.status == 200)
            #expect(reply["phone"] == "3")
            #expect(reply["country"] == "FR")
            #expect(reply["role"] == "user")
            #expect(reply["daily_salary"] == 0)
            #expect(reply["active"] == true)
            #expect(reply["is_bot"] == false)
            #expect(reply["totp_enabled"] == false)
            #expect(reply["access_token"] == nil)
            #expect(studio.events == ["person:update"])
        }
    }

    @Test("Nobody but administrators changes others", arguments: Dialect.allCases)
    func changeRefused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let target = try await studio.person(.user)
            for role in [Role.manager, .supervisor, .user, .vendor, .client] {
                let person = try await studio.person(role)

                let reply = await studio.put("/data/persons/\(target.id.text)", ["phone": "1"], as: person)

                #expect(reply.status == 403, "\(role)")
            }
            let changed = await studio.put("/data/persons/\(target.id.text)", ["role": "supervisor"])

            #expect(changed["role"] == "supervisor")
            #expect(changed["phone"]?.isNull == true)
            #expect(changed.json.objectValue?.keys.last == "departments")
            #expect(studio.events == ["person:update"])
        }
    }

    @Test("A deactivated person is out at once", arguments: Dialect.allCases)
    func deactivate(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)

            let before = await studio.get("/data/departments", as: user)
            _ = await studio.put("/data/persons/\(user.id.text)", ["active": false])
            let after = await studio.get("/data/departments", as: user)

            #expect(before.status == 200)
            #expect(after.status == 401)
        }
    }

    @Test("Only someone whom nothing is linked to is deleted, unless by force", arguments: Dialect.allCases)
    func delete(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let member = try await studio.person(.user)
            let stranger = try await studio.person(.user)
            let project = try await studio.project(team: [member])
            let shot = try await studio.shot(in: project)
            _ = try await studio.task(on: shot, type: try await studio.taskType(), in: project, assignees: [member])

            let linked = await studio.delete("/data/persons/\(member.id.text)")
            let eventsOfRefusal = studio.events
            let unlinked = await studio.delete("/data/persons/\(stranger.id.text)")
            let forced = await studio.delete("/data/persons/\(member.id.text)?force=true")
            let own = await studio.delete("/data/persons/\(studio.admin.id.text)?force=true")
            let rest = await studio.get("/data/persons").list

            #expect(linked.status == 400)
            #expect(linked.text == #"{"error":true,"message":"Some data are still linked to given person."}"#)
            #expect(eventsOfRefusal.isEmpty)
            #expect(unlinked.status == 204)
            #expect(forced.status == 204)
            #expect(own.status == 403)
            #expect(rest.count == 1)
            #expect(studio.events == Array(repeating: "person:delete", count: 4))
        }
    }

    @Test("A full house takes nobody on but bots")
    func limit() async throws {
        try await withStudio(on: .sqlite) { studio in
            try await studio.database.write { tx in
                for number in 1...99 {
                    try tx.insert(
                        PersonRow.self,
                        ["first_name": .text("P"), "last_name": .text("\(number)"), "active": .bool(true)])
                }
            }

            let person = await studio.post("/data/persons", ["first_name": "One", "last_name": "More"])
            let bot = await studio.post("/data/persons", ["first_name": "A", "last_name": "Bot", "is_bot": true])

            #expect(person.text == #"{"error":true,"message":"User limit reached.","data":{"limit":100}}"#)
            #expect(bot.status == 201)
        }
    }
}

extension TestStudio {
    fileprivate func get(_ path: String, token: String?) async -> Reply {
        await self.send(.get, path, as: nil, headers: [.authorization: "Bearer \(token ?? "")"])
    }
}
