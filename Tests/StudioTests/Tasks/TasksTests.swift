import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct TasksTests {
    @Test("A new task has the default name, no status, and is told of once", arguments: Dialect.allCases)
    func create(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let entity = try await studio.asset("Toad", in: desk.project)

            let reply = await studio.post(
                "/data/tasks",
                [
                    "entity_id": .string(entity.uuid.text), "task_type_id": .string(desk.type.uuid.text),
                    "assignees": [.string(desk.artist.id.text)],
                ], as: desk.manager)

            #expect(reply.status == 201)
            #expect(reply["name"] == "main")
            #expect(reply["project_id"] == .string(desk.project.uuid.text))
            #expect(reply["task_status_id"] == .null)
            #expect(reply["assignees"] == [.string(desk.artist.id.text)])
            #expect(reply.json.objectValue?.keys.suffix(5) == ["assignees", "id", "created_at", "updated_at", "type"])
            #expect(studio.events == ["task:new"])
        }
    }

    @Test("Values of a task's data are changed one by one", arguments: Dialect.allCases)
    func data(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let path = "/data/tasks/\(desk.task)"

            _ = await studio.put(path, ["data": ["mood": "wild", "cut": 1]], as: desk.manager)
            let reply = await studio.put(path, ["data": ["cut": 2]], as: desk.manager)

            #expect(reply["data"] == ["cut": 2, "mood": "wild"])
            #expect(reply["assignees"] == nil)
        }
    }

    @Test("The same entity, type and name make no second task", arguments: Dialect.allCases)
    func unique(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let reply = await studio.post(
                "/data/tasks",
                [
                    "entity_id": .string(desk.asset.uuid.text), "task_type_id": .string(desk.type.uuid.text),
                    "name": "main",
                ])

            #expect(reply.status == 400)
            #expect(reply.text == #"{"message":"Task already exists."}"#)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("A task type for shots is refused on an asset", arguments: Dialect.allCases)
    func wrongType(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let animation = try await studio.taskType("Animation", for: "Shot")

            let reply = await studio.post(
                "/data/tasks",
                [
                    "entity_id": .string(desk.asset.uuid.text), "task_type_id": .string(animation.uuid.text),
                ])

            #expect(reply.status == 400)
            #expect(reply.message == "Task type of the task does not match entity type.")
            #expect(studio.events.isEmpty)
        }
    }

    @Test("An entity of another project is not found", arguments: Dialect.allCases)
    func foreignEntity(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let other = try await studio.project("Other")

            let reply = await studio.post(
                "/data/tasks",
                [
                    "project_id": .string(other.uuid.text), "entity_id": .string(desk.asset.uuid.text),
                    "task_type_id": .string(desk.type.uuid.text), "name": "second",
                ])

            #expect(reply.status == 404)
            #expect(try await desk.count("task") == 1)
        }
    }

    @Test("Vendors, clients and strangers make no tasks", arguments: Dialect.allCases)
    func createRefused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let body: JSONValue = [
                "entity_id": .string(desk.asset.uuid.text), "task_type_id": .string(desk.type.uuid.text), "name": "b",
            ]

            for person in [desk.vendor, desk.client, desk.outsider] {
                #expect(await studio.post("/data/tasks", body, as: person).status == 403)
            }

            #expect(studio.events.isEmpty)
            #expect(try await desk.count("task") == 1)
        }
    }

    @Test("The team sees a project's tasks, a vendor his own, a stranger none", arguments: Dialect.allCases)
    func list(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let path = "/data/tasks?project_id=\(desk.project)"

            for person in [studio.admin, desk.manager, desk.supervisor, desk.colleague, desk.vendor, desk.client] {
                #expect(await studio.get(path, as: person).list.count == 1)
            }
            for person in [desk.outsider, desk.otherVendor] {
                #expect(await studio.get(path, as: person).list.isEmpty)
                #expect(await studio.get("/data/tasks/\(desk.task)", as: person).status == 403)
            }
        }
    }

    @Test("A client does not see the tasks of a type that is hidden from clients", arguments: Dialect.allCases)
    func hiddenFromClients(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            _ = try await studio.insert(
                ProjectTaskTypeLinkRow.self,
                [
                    "project_id": .uuid(desk.project.uuid), "task_type_id": .uuid(desk.type.uuid),
                    "is_client_visible": .bool(false),
                ])

            let list = await studio.get("/data/tasks", as: desk.client)
            let one = await studio.get("/data/tasks/\(desk.task)/full", as: desk.client)

            #expect(list.list.isEmpty)
            #expect(one.status == 403)
        }
    }

    @Test("Tasks are found by assignee and by the episode that they belong to", arguments: Dialect.allCases)
    func filters(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let episode = try await studio.episode(in: desk.project)
            let sequence = try await studio.sequence(in: desk.project, episode: episode)
            let shot = try await studio.shot(in: desk.project, sequence: sequence)
            let animation = try await studio.taskType("Animation", for: "Shot")
            let task = try await studio.task(on: shot, type: animation, in: desk.project)

            let ofEpisode = await studio.get("/data/tasks?episode_id=\(episode)")
            let ofArtist = await studio.get("/data/tasks?assignees=\(desk.artist.id.text)&relations=true")

            #expect(ofEpisode.list.compactMap { $0["id"]?.stringValue } == [task.uuid.text])
            #expect(ofArtist.list.compactMap { $0["id"]?.stringValue } == [desk.task.uuid.text])
            #expect(ofArtist.list.first?["assignees"]?.arrayValue?.count == 2)
        }
    }

    @Test("Managers change a task, supervisors its estimate and dates only", arguments: Dialect.allCases)
    func update(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let path = "/data/tasks/\(desk.task)"

            #expect(await studio.put(path, ["estimation": 60], as: desk.supervisor).status == 200)
            #expect(await studio.put(path, ["description": "x"], as: desk.manager).status == 200)
            #expect(studio.events == ["task:update", "task:update"])
            studio.forget()
            #expect(await studio.put(path, ["description": "y"], as: desk.supervisor).status == 403)
            for person in [desk.otherSupervisor, desk.artist, desk.vendor, desk.client, desk.outsider] {
                #expect(await studio.put(path, ["estimation": 90], as: person).status == 403)
            }

            #expect(studio.events.isEmpty)
            #expect(try await desk.field("description") == "x")
        }
    }

    @Test("A change of the assignees tells of those who come and go", arguments: Dialect.allCases)
    func updateAssignees(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let reply = await studio.put(
                "/data/tasks/\(desk.task)",
                ["assignees": [.string(desk.artist.id.text), .string(desk.colleague.id.text)]], as: desk.manager)

            #expect(reply.status == 200)
            #expect(studio.events == ["task:assign", "notification:new", "task:unassign", "task:update"])
        }
    }

    @Test("No change moves a task to another project", arguments: Dialect.allCases)
    func moving(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let other = try await studio.project("Other")

            let reply = await studio.put(
                "/data/tasks/\(desk.task)", ["project_id": .string(other.uuid.text)], as: desk.manager)

            #expect(reply.status == 400)
            #expect(try await desk.field("project_id") == desk.project.uuid.text)
        }
    }

    @Test("A date that is none is refused in words", arguments: Dialect.allCases)
    func wrongDate(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let reply = await studio.put("/data/tasks/\(desk.task)", ["due_date": "x"])

            #expect(reply.status == 400)
            #expect(
                reply.message
                    == "Invalid date format for 'due_date': 'x'. Expected an ISO 8601 date or datetime.")
        }
    }

    @Test("A task with comments goes only by force, with all that belongs to it", arguments: Dialect.allCases)
    func deletion(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wip")
            studio.forget()

            let gentle = await studio.delete("/data/tasks/\(desk.task)", as: desk.manager)
            #expect(gentle.status == 400)
            #expect(studio.events.isEmpty)
            #expect(try await desk.count("task_person_link") == 2)
            #expect(await studio.delete("/data/tasks/\(desk.task)?force=true", as: desk.supervisor).status == 403)
            let forced = await studio.delete("/data/tasks/\(desk.task)?force=true", as: desk.manager)

            #expect(forced.status == 204)
            #expect(studio.events == ["news:delete", "task:delete"])
            for table in ["task", "comment", "news", "notification", "task_person_link"] {
                #expect(try await desk.count(table) == 0)
            }
        }
    }

    @Test("A task in full names everything around it", arguments: Dialect.allCases)
    func full(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let reply = await studio.get("/data/tasks/\(desk.task)/full", as: desk.artist)

            #expect(reply.status == 200)
            let around = [
                "type", "entity", "entity_type", "is_subscribed", "persons", "project", "task_status", "task_type",
            ]
            #expect(reply.json.objectValue?.keys.suffix(8) == around[...])
            #expect(reply["entity"]?["type"] == "Entity")
            #expect(reply["project"]?["name"] == "Swallows")
            #expect(reply["persons"]?.arrayValue?.count == 2)
            #expect(reply["persons"]?.arrayValue?.first?["daily_salary"] == nil)
            #expect(await studio.get("/data/tasks/x/full").status == 404)
        }
    }
}
