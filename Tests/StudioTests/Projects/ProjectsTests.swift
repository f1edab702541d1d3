import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct ProjectsTests {
    @Test("A TV show comes with its first episode, told before it", arguments: Dialect.allCases)
    func show(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let type = try await studio.taskType()
            let status = try await studio.status()
            let asset = try await studio.assetType()

            let reply = await studio.post(
                "/data/projects",
                [
                    "name": "Swallows", "production_type": "tvshow", "production_style": "2d3d", "team": [],
                    "asset_types": .ids(asset.uuid), "task_types": .ids(type.uuid), "task_statuses": .ids(status.uuid),
                ])
            let whole = await studio.get("/data/projects/\(reply["id"]?.stringValue ?? "")")
            let event = studio.fullEvents.first

            #expect(reply.status == 201)
            #expect(reply.json.objectValue?.count == 46)
            #expect(reply["task_types"] == .ids(type.uuid))
            #expect(reply["task_statuses"] == .ids(status.uuid))
            #expect(reply["asset_types"] == .ids(asset.uuid))
            #expect(reply["first_episode_id"]?.stringValue != nil)
            #expect(studio.events == ["episode:new", "project:new"])
            #expect(event?.payload["episode_id"] == reply["first_episode_id"])
            #expect(event?.payload["project_id"] == reply["id"])
            #expect(whole["first_episode_id"] == reply["first_episode_id"])
            #expect(whole["project_status_name"] == "Open")
            #expect(
                whole["task_statuses_link"]?[status.uuid.text]?["roles_for_board"]
                    == ["user", "admin", "supervisor", "manager", "vendor"])
            #expect(whole["task_type_links"]?[type.uuid.text]?["is_client_visible"] == true)
        }
    }

    @Test("Only administrators make productions", arguments: Dialect.allCases)
    func createRefused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            for role in [Role.manager, .supervisor, .user, .vendor, .client] {
                let person = try await studio.person(role)

                let reply = await studio.post("/data/projects", ["name": "Swallows"], as: person)

                #expect(reply.status == 403, "\(role)")
            }
            #expect(studio.events.isEmpty)
        }
    }

    @Test(
        "A body that is no production's is refused, and leaves no episode behind",
        arguments: [
            ("name", JSONValue.null, "A required field is missing."),
            ("name", "Taken", "A record with the same unique values already exists."),
            ("production_style", "x", "Invalid production_style"),
            ("team", ["x"], "One of the provided values has an invalid format."),
            ("task_types", ["x"], "One of the provided values has an invalid format."),
            ("start_date", "x", "One of the provided values has an invalid format."),
            ("zz", 1, "'zz' is an invalid keyword argument for Project"),
        ] as [(String, JSONValue, String)])
    func refusedBodies(_ name: String, _ value: JSONValue, _ message: String) async throws {
        try await withStudio(on: .sqlite) { studio in
            _ = try await studio.project("Taken")
            var body: JSONObject = ["name": "Swallows", "production_type": "tvshow"]
            body[name] = value

            let reply = await studio.post("/data/projects", .object(body))
            let count = try await studio.database.read { try $0.count("SELECT count(*) FROM entity") }

            #expect(reply.status == 400)
            #expect(reply.message == message)
            #expect(count == 0)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("Everyone sees his own productions, administrators all", arguments: Dialect.allCases)
    func visibility(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let client = try await studio.person(.client)
            let own = try await studio.project("Own", team: [manager, client])
            let other = try await studio.project("Other")

            for person in [manager, client] {
                let list = await studio.get("/data/projects", as: person).list
                let open = await studio.get("/data/projects/open", as: person).list
                let mine = await studio.get("/data/user/projects/open", as: person).list
                let read = await studio.get("/data/projects/\(own)", as: person)
                let refused = await studio.get("/data/projects/\(other)", as: person)
                let all = await studio.get("/data/projects/all", as: person)

                #expect(list.map { $0["name"] } == ["Own"])
                #expect(open.map { $0["name"] } == ["Own"])
                #expect(mine.map { $0["name"] } == ["Own"])
                #expect(read.status == 200)
                #expect(refused.status == 403)
                #expect(all.status == 403)
            }
            #expect(await studio.get("/data/projects").list.count == 2)
            #expect(await studio.get("/data/projects/open?name=Own").list.count == 1)
            #expect(await studio.get("/data/projects/all").list.count == 2)
            #expect(await studio.get("/data/projects/\(UUID().text)").status == 404)
        }
    }

    @Test("The project's managers change it, but not its team by the way", arguments: Dialect.allCases)
    func change(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let outsider = try await studio.person(.manager)
            let user = try await studio.person(.user)
            let project = try await studio.project(team: [manager, user])
            let type = try await studio.taskType()

            let changed = await studio.put(
                "/data/projects/\(project)",
                ["description": "d", "team": [], "task_types": .ids(type.uuid)], as: manager)
            let whole = await studio.get("/data/projects/\(project)")
            let events = studio.events
            let byUser = await studio.put("/data/projects/\(project)", ["description": "e"], as: user)
            let byOutsider = await studio.put("/data/projects/\(project)", ["description": "e"], as: outsider)

            #expect(changed.status == 200)
            #expect(changed["description"] == "d")
            #expect(changed["team"] == nil)
            #expect(whole["team"]?.arrayValue?.count == 2)
            #expect(whole["task_types"] == .ids(type.uuid))
            #expect(events == ["project:update"])
            #expect([byUser.status, byOutsider.status] == [403, 403])
            #expect(studio.events == events)
        }
    }

    @Test("Only a closed production is deleted, with its content only by force", arguments: Dialect.allCases)
    func delete(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let shot = try await studio.shot(in: project)
            _ = try await studio.task(on: shot, type: try await studio.taskType(), in: project, assignees: [manager])

            let running = await studio.delete("/data/projects/\(project)?force=true")
            try await studio.close(project)
            studio.forget()
            let byManager = await studio.delete("/data/projects/\(project)?force=true", as: manager)
            let full = await studio.delete("/data/projects/\(project)")
            let eventsBefore = studio.events
            let forced = await studio.delete("/data/projects/\(project)?force=true")

            #expect(running.text == #"{"error":true,"message":"Only closed projects can be deleted"}"#)
            #expect(byManager.status == 403)
            #expect(full.status == 400)
            #expect(eventsBefore.isEmpty)
            #expect(forced.status == 204)
            #expect(studio.events == ["task:delete", "project:delete"])
            #expect(await studio.get("/data/projects").list.isEmpty)
        }
    }

    @Test("The team grows, changes roles and shrinks", arguments: Dialect.allCases)
    func team(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let user = try await studio.person(.user)
            let project = try await studio.project(team: [manager])
            let path = "/data/projects/\(project)/team"

            let added = await studio.post(path, ["person_id": .string(user.id.text)], as: manager)
            let again = await studio.post(path, ["person_id": .string(user.id.text)], as: manager)
            let promoted = await studio.put("\(path)/\(user.id.text)", ["role": "supervisor"], as: manager)
            let members = await studio.get(path, as: user).list
            let removed = await studio.delete("\(path)/\(user.id.text)", as: manager)
            let after = await studio.get(path, as: user)

            #expect(added.status == 201)
            #expect(added.json.objectValue?.count == 39)
            #expect(again.status == 201)
            #expect(
                promoted.json
                    == [
                        "project_id": .string(project.uuid.text), "person_id": .string(user.id.text),
                        "role": "supervisor",
                    ])
            #expect(members.map { $0["project_role"] } == [.null, "supervisor"])
            #expect(members.first?["email"] == nil)
            #expect(removed.status == 204)
            #expect(after.status == 403)
            #expect(studio.events == ["project:update", "project:update", "project:update"])
        }
    }

    @Test("Nobody else touches the team, and nobody becomes administrator by it", arguments: Dialect.allCases)
    func teamRefused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let outsider = try await studio.person(.manager)
            let supervisor = try await studio.person(.supervisor)
            let project = try await studio.project(team: [supervisor])
            let path = "/data/projects/\(project)/team"
            let body: JSONValue = ["person_id": .string(outsider.id.text)]

            let bySupervisor = await studio.post(path, body, as: supervisor)
            let byOutsider = await studio.post(path, body, as: outsider)
            let asAdmin = await studio.post(path, ["person_id": .string(outsider.id.text), "role": "admin"])
            let missing = await studio.post(path, ["person_id": .string(UUID().text)])
            let nameless = await studio.post(path, ["person_id": nil])
            let read = await studio.get(path, as: outsider)

            #expect([bySupervisor.status, byOutsider.status, read.status] == [403, 403, 403])
            #expect(asAdmin.status == 400)
            #expect(missing.message?.hasSuffix("not found") == true)
            #expect(nameless.message == "Validation error.")
            #expect(studio.events.isEmpty)
            #expect(await studio.get(path).list.count == 1)
        }
    }

    @Test("Asset types are told as such, and their names are unique in any case", arguments: Dialect.allCases)
    func entityTypes(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let type = try await studio.taskType()
            let user = try await studio.person(.user)

            let made = await studio.post("/data/entity-types", ["name": "Creature", "task_types": .ids(type.uuid)])
            let taken = await studio.post("/data/entity-types", ["name": "CREATURE"])
            let changed = await studio.put("/data/entity-types/\(made["id"]?.stringValue ?? "")", ["description": "d"])
            let refused = await studio.post("/data/entity-types", ["name": "Other"], as: user)
            let found = await studio.get("/data/entity-types?name=creature", as: user)

            #expect(made["task_types"] == .ids(type.uuid))
            #expect(taken.message == "Entity type with this name already exists")
            #expect(changed.json.objectValue?.keys.last == "task_types")
            #expect(refused.status == 403)
            #expect(found.list.count == 1)
            #expect(studio.events == ["asset-type:new", "asset-type:update"])
        }
    }
}

extension JSONValue {
    fileprivate static func ids(_ ids: UUID...) -> JSONValue { .array(ids.map { .string($0.text) }) }
}

extension TestStudio {
    fileprivate func close(_ project: ProjectRow.ID) async throws {
        try await self.database.write { tx in
            try tx.run(
                """
                UPDATE project SET project_status_id = (SELECT id FROM project_status WHERE name = 'Closed')
                WHERE id = \(project)
                """)
        }
    }
}
