import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct EntitiesTests {
    @Test("A change sets values of data one by one, and tells of the entity's kind", arguments: Dialect.allCases)
    func data(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            _ = await studio.put("/data/entities/\(shot)", ["data": ["a": 1, "b": 2]])
            studio.forget()

            let reply = await studio.put(
                "/data/entities/\(shot)", ["data": ["b": 3, "c": .null], "description": "d", "unknown": 1])
            let kept = await studio.put("/data/entities/\(shot)", ["data": .null])

            #expect(reply.status == 200)
            #expect(reply["data"] == ["a": 1, "b": 3, "c": .null])
            #expect(reply["description"] == "d")
            #expect(reply["type"] == "Shot")
            #expect(reply["entities_out"] == [])
            #expect(kept["data"] == reply["data"])
            #expect(studio.events == ["shot:update", "shot:update"])
        }
    }

    @Test("An entity stays in its project, of its kind, and by whom it was made", arguments: Dialect.allCases)
    func locked(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let other = try await studio.project("Other")
            let foreign = try await studio.sequence(in: other)
            let sequence = try await studio.sequence(in: project)
            let shot = try await studio.shot(in: project, sequence: sequence)
            let type = try await studio.assetType("Character")

            let moved = await studio.put(
                "/data/entities/\(shot)",
                ["project_id": .string(other.uuid.text), "created_by": .string(studio.admin.id.text)])
            let adopted = await studio.put("/data/entities/\(shot)", ["parent_id": .string(foreign.uuid.text)])
            let changed = await studio.put("/data/entities/\(shot)", ["entity_type_id": .string(type.uuid.text)])
            let status = await studio.put("/data/entities/\(shot)", ["status": "x"])

            #expect(moved["project_id"] == .string(project.uuid.text))
            #expect(moved["created_by"] == .null)
            #expect(adopted.status == 404)
            #expect(changed.status == 400)
            #expect(status.status == 400)
            #expect(status.message == "Invalid status")
            #expect(studio.events == ["shot:update"])
        }
    }

    @Test("Supervisors change the production's own columns, and nothing else", arguments: Dialect.allCases)
    func supervisors(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let department = try await studio.department("Lighting")
            let free = try await studio.person(.supervisor)
            let bound = try await studio.person(.supervisor, "Bound", departments: [department.uuid])
            let user = try await studio.person(.user)
            let project = try await studio.project(team: [free, bound, user])
            let asset = try await studio.asset(in: project)

            let own = await studio.put("/data/entities/\(asset)", ["data": ["size": 1]], as: free)
            let more = await studio.put("/data/entities/\(asset)", ["data": [:], "description": "x"], as: free)
            let others = await studio.put("/data/entities/\(asset)", ["data": ["size": 2]], as: bound)
            let users = await studio.put("/data/entities/\(asset)", ["data": ["size": 3]], as: user)

            #expect(own.status == 200)
            #expect(more.status == 403)
            #expect(others.status == 403)
            #expect(users.status == 403)
            #expect(studio.events == ["asset:update"])
        }
    }

    @Test("A shot that is cut or named anew leaves a version behind", arguments: Dialect.allCases)
    func versions(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let shot = try await studio.shot("SH010", in: project, sequence: try await studio.sequence(in: project))

            _ = await studio.put("/data/entities/\(shot)", ["data": ["note": "x"]])
            let none = await studio.get("/data/shots/\(shot)/versions")
            _ = await studio.put("/data/entities/\(shot)", ["data": ["frame_in": 1]])
            _ = await studio.put("/data/entities/\(shot)", ["name": "SH011"])
            _ = await studio.put("/data/entities/\(shot)", ["data": ["frame_in": 2]])
            let versions = await studio.get("/data/shots/\(shot)/versions")

            #expect(none.list.isEmpty)
            #expect(versions.list.map { $0["name"] } == ["SH011", "SH010"])
            #expect(versions.list.first?["type"] == "ShotVersion")
            #expect(versions.list.first?["data"]?["frame_in"] == 2)
        }
    }

    @Test("A taken name is refused with the fields that must be unique", arguments: Dialect.allCases)
    func taken(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let one = try await studio.asset("Frog", in: project)
            _ = try await studio.asset("Toad", in: project)

            let reply = await studio.put("/data/entities/\(one)", ["name": "Toad"])
            let after = await studio.get("/data/entities/\(one)")

            #expect(reply.status == 400)
            #expect(reply.message?.hasPrefix("An entity with name 'Toad', project_id '\(project)'") == true)
            #expect(after["name"] == "Frog")
            #expect(studio.events.isEmpty)
        }
    }

    @Test("The generic list and the single entity show a vendor what he has tasks on", arguments: Dialect.allCases)
    func vendors(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let vendor = try await studio.person(.vendor)
            let project = try await studio.project(team: [vendor])
            let mine = try await studio.asset("Frog", in: project)
            let other = try await studio.asset("Toad", in: project)
            let type = try await studio.taskType()
            _ = try await studio.task(on: mine, type: type, in: project, assignees: [vendor])

            let list = await studio.get("/data/entities", as: vendor)
            let one = await studio.get("/data/entities/\(mine)", as: vendor)
            let refused = await studio.get("/data/entities/\(other)", as: vendor)

            #expect(list.list.map { $0["name"] } == ["Frog"])
            #expect(one.status == 200)
            #expect(refused.status == 403)
        }
    }

    @Test("Entities are made for projects that the caller manages", arguments: Dialect.allCases)
    func create(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let other = try await studio.project("Other")
            let type = try await studio.assetType("Prop")
            func body(_ project: ProjectRow.ID) -> JSONValue {
                [
                    "name": "Kite", "project_id": .string(project.uuid.text),
                    "entity_type_id": .string(type.uuid.text),
                ]
            }

            let made = await studio.post("/data/entities", body(project), as: manager)
            let refused = await studio.post("/data/entities", body(other), as: manager)
            let nowhere = await studio.post("/data/entities", ["name": "Kite"], as: manager)

            #expect(made.status == 201)
            #expect(made["type"] == "Entity")
            #expect(made["created_by"] == .string(manager.id.text))
            #expect(refused.status == 403)
            #expect(nowhere.text == #"{"message":"'project_id'"}"#)
            #expect(studio.events == ["asset:new"])
        }
    }

    @Test("Lists of ids to delete hold no other project's", arguments: Dialect.allCases)
    func deleteMany(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let other = try await studio.project("Other")
            let frog = try await studio.asset("Frog", in: project)
            let foreign = try await studio.asset("Newt", in: other)
            let address = "/actions/projects/\(project)/delete-entities"

            let refused = await studio.post(address, [.string(frog.uuid.text), .string(foreign.uuid.text)])
            let malformed = await studio.post(address, ["x"])
            let quiet = studio.events.isEmpty
            let reply = await studio.post(address, [.string(frog.uuid.text), .string(UUID().text)])

            #expect(refused.status == 404)
            #expect(malformed.message == "Request body must only contain valid UUIDs.")
            #expect(quiet)
            #expect(reply.json == [.string(frog.uuid.text)])
            #expect(studio.events == ["asset:delete"])
        }
    }
}
