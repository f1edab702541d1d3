import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct DescriptorsTests {
    @Test("A metadata column is made, renamed with its values, and deleted with them", arguments: Dialect.allCases)
    func life(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let shot = try await studio.shot(in: project)
            let path = "/data/projects/\(project)/metadata-descriptors"

            let made = await studio.post(
                path, ["name": "Été Long", "entity_type": "Shot", "data_type": "list", "choices": ["a", "b"]],
                as: manager)
            let one = "\(path)/\(made["id"]?.stringValue ?? "")"
            try await studio.database.write { tx in
                try tx.update(shot, ["data": .json(#"{"ete_long":"a","fps":24}"#)])
            }
            let renamed = await studio.put(one, ["name": "Winter", "data_type": "list", "choices": ["a"]], as: manager)
            let values = try await studio.data(of: shot)
            let deleted = await studio.delete(one, as: manager)
            let rest = try await studio.data(of: shot)

            #expect(made.status == 201)
            #expect(made["field_name"] == "ete_long")
            #expect(made["choices"] == ["a", "b"])
            #expect(made["departments"] == .array([]))
            #expect(renamed["field_name"] == "winter")
            #expect(values == ["winter": "a", "fps": 24])
            #expect(deleted.status == 204)
            #expect(rest == ["fps": 24])
            #expect(
                studio.events == [
                    "metadata-descriptor:new", "metadata-descriptor:update", "metadata-descriptor:delete",
                ])
        }
    }

    @Test("Supervisors keep the columns of their departments only", arguments: Dialect.allCases)
    func supervisors(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let own = try await studio.department("Own")
            let other = try await studio.department("Other")
            let supervisor = try await studio.person(.supervisor, departments: [own.uuid])
            let user = try await studio.person(.user, departments: [own.uuid])
            let project = try await studio.project(team: [supervisor, user])
            let path = "/data/projects/\(project)/metadata-descriptors"
            func body(_ name: String, _ departments: DepartmentRow.ID...) -> JSONValue {
                ["name": .string(name), "departments": .array(departments.map { .string($0.uuid.text) })]
            }

            let ofOwn = await studio.post(path, body("own", own), as: supervisor)
            studio.forget()
            let ofOther = await studio.post(path, body("other", other), as: supervisor)
            let ofBoth = await studio.post(path, body("both", own, other), as: supervisor)
            let ofAll = await studio.post(path, body("all"), as: supervisor)
            let byUser = await studio.post(path, body("user", own), as: user)

            #expect(ofOwn.status == 201)
            #expect([ofOther.status, ofBoth.status, ofAll.status, byUser.status] == [403, 403, 403, 403])
            #expect(studio.events.isEmpty)
            #expect(await studio.get(path).list.count == 1)
        }
    }

    @Test("Clients see what is for them, vendors nothing that a department keeps", arguments: Dialect.allCases)
    func visibility(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let department = try await studio.department("Painting")
            let client = try await studio.person(.client)
            let vendor = try await studio.person(.vendor)
            let outsider = try await studio.person(.manager)
            let project = try await studio.project(team: [client, vendor])
            let path = "/data/projects/\(project)/metadata-descriptors"
            let kept = await studio.post(
                path, ["name": "kept", "departments": [.string(department.uuid.text)]])
            _ = await studio.post(path, ["name": "plain"])
            _ = await studio.post(path, ["name": "shown", "for_client": true])
            let one = "\(path)/\(kept["id"]?.stringValue ?? "")"

            let all = await studio.get(path).list.map { $0["name"] }
            let ofClient = await studio.get(path, as: client).list.map { $0["name"] }
            let ofVendor = await studio.get(path, as: vendor).list.map { $0["name"] }
            let inProject = await studio.get("/data/projects/\(project)", as: client)["descriptors"]?.arrayValue
            let table = await studio.get("/data/metadata-descriptors", as: client).list.map { $0["name"] }

            #expect(all == ["kept", "plain", "shown"])
            #expect(ofClient == ["shown"])
            #expect(ofVendor == ["plain", "shown"])
            #expect(inProject?.map { $0["name"] } == ["shown"])
            #expect(table == ["shown"])
            #expect(await studio.get(one, as: vendor).status == 403)
            #expect(await studio.get(path, as: outsider).status == 403)
        }
    }

    @Test(
        "A body that is no column's is refused in known words",
        arguments: [
            (["name": ""], "Validation error."),
            (["name": "taken"], "Metadata descriptor already exists."),
            (["name": "x", "data_type": "zz"], "Invalid data_type"),
            (
                ["name": "x", "entity_type": "zz"],
                "Wrong entity type. Please select Asset, Shot, Sequence, Episode, Edit, Project, or Task."
            ),
            (["name": "x", "entity_type": "Task"], "Task metadata descriptors require a task_type_id."),
            (["name": "x", "task_type_id": "x"], "task_type_id only applies to Task metadata descriptors."),
        ] as [(JSONValue, String)])
    func refusedBodies(_ body: JSONValue, _ message: String) async throws {
        try await withStudio(on: .sqlite) { studio in
            let project = try await studio.project()
            let path = "/data/projects/\(project)/metadata-descriptors"
            _ = await studio.post(path, ["name": "taken"])
            studio.forget()

            let reply = await studio.post(path, body)

            #expect(reply.status == 400)
            #expect(reply.message == message)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("A column of another production is not found here, and none of a batch is moved", arguments: Dialect.allCases)
    func foreign(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let here = try await studio.project("Here")
            let there = try await studio.project("There")
            let own = await studio.post("/data/projects/\(here)/metadata-descriptors", ["name": "own"])["id"] ?? .null
            let made = await studio.post("/data/projects/\(there)/metadata-descriptors", ["name": "foreign"])
            let foreign = made["id"] ?? .null
            let path = "/data/projects/\(here)/metadata-descriptors"
            studio.forget()

            let read = await studio.get("\(path)/\(foreign.stringValue ?? "")")
            let changed = await studio.put("\(path)/\(foreign.stringValue ?? "")", ["name": "mine"])
            let deleted = await studio.delete("\(path)/\(foreign.stringValue ?? "")")
            let ordered = await studio.post(
                "\(path)/reorder", ["entity_type": "Asset", "descriptor_ids": [own, foreign]])

            #expect([read.status, changed.status, deleted.status] == [404, 404, 404])
            #expect(ordered.status == 400)
            #expect(studio.events.isEmpty)
            #expect(await studio.get(path).list.map { $0["position"] } == [.null])
        }
    }

    @Test("A manager keeps a column alike in all his running productions", arguments: Dialect.allCases)
    func everywhere(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let user = try await studio.person(.user)
            let first = try await studio.project("First", team: [manager])
            _ = try await studio.project("Second", team: [manager])
            let foreign = try await studio.project("Foreign")
            let path = "/data/metadata-descriptors/all-projects"
            let body: JSONValue = ["name": "Mood", "entity_type": "Shot"]

            let refused = await studio.post(path, body, as: user)
            let made = await studio.post(path, body, as: manager)
            let again = await studio.post(path, body, as: manager)
            let changed = await studio.put("\(path)/mood", ["name": "Tone", "entity_type": "Shot"], as: manager)
            let inFirst = await studio.get("/data/projects/\(first)/metadata-descriptors").list
            let inForeign = await studio.get("/data/projects/\(foreign)/metadata-descriptors").list
            let untyped = await studio.delete("\(path)/tone", as: manager)
            let gone = await studio.delete("\(path)/tone?entity_type=Shot", as: manager)

            #expect(refused.status == 403)
            #expect(made.list.count == 2)
            #expect(again.list.isEmpty)
            #expect(changed.list.map { $0["field_name"] } == ["tone", "tone"])
            #expect(inFirst.map { $0["name"] } == ["Tone"])
            #expect(inForeign.isEmpty)
            #expect(untyped.status == 400)
            #expect(gone.list.count == 2)
            #expect(await studio.get("/data/projects/\(first)/metadata-descriptors").list.isEmpty)
        }
    }
}

extension TestStudio {
    fileprivate func data(of entity: EntityRow.ID) async throws -> JSONValue? {
        try await self.database.read { try $0.one("SELECT data FROM entity WHERE id = \(entity)", JSONValue.self) }
    }
}
