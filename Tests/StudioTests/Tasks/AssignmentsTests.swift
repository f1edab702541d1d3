import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct AssignmentsTests {
    @Test("An assignment is told of, and brings a newcomer into the team", arguments: Dialect.allCases)
    func assign(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let newcomer = try await studio.person(.user, "New")

            let reply = await studio.put(
                "/actions/persons/\(newcomer.id.text)/assign", ["task_ids": [.string(desk.task.uuid.text)]],
                as: desk.manager)

            #expect(reply.status == 200)
            #expect(reply.list.first?["assignees"]?.arrayValue?.count == 3)
            #expect(reply.list.first?["assigner_id"] == .string(desk.manager.id.text))
            #expect(studio.events == ["task:assign", "task:update", "notification:new", "project:update"])
            #expect(try await desk.count("project_person_link") == 9)
        }
    }

    @Test("Whoever does not lead the work assigns nobody", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let path = "/actions/persons/\(desk.colleague.id.text)/assign"

            for person in [desk.otherSupervisor, desk.artist, desk.vendor, desk.client, desk.outsider] {
                let reply = await studio.put(path, ["task_ids": [.string(desk.task.uuid.text)]], as: person)
                #expect(reply.text == "[]")
                let one = await studio.put(
                    "/actions/tasks/\(desk.task)/assign", ["person_id": .string(desk.colleague.id.text)], as: person)
                #expect(one.status == 403)
            }

            #expect(studio.events.isEmpty)
            #expect(try await desk.count("task_person_link") == 2)
        }
    }

    @Test("A person that does not exist is assigned nothing", arguments: Dialect.allCases)
    func nobody(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let reply = await studio.put(
                "/actions/persons/\(UUID().text)/assign", ["task_ids": [.string(desk.task.uuid.text)]])
            let empty = await studio.put("/actions/persons/\(desk.artist.id.text)/assign", ["task_ids": []])

            #expect(reply.status == 400)
            #expect(reply.text == #"{"error":"Assignee doesn't exist in database."}"#)
            #expect(empty.message == "Validation error.")
        }
    }

    @Test("Everyone, one person or oneself is taken off a task", arguments: Dialect.allCases)
    func clear(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let tasks: JSONValue = [.string(desk.task.uuid.text)]
            let path = "/actions/tasks/clear-assignation"

            #expect(await studio.put(path, ["task_ids": tasks], as: desk.artist).text == "[]")
            let own = await studio.put(
                path, ["task_ids": tasks, "person_id": .string(desk.vendor.id.text)], as: desk.vendor)
            #expect(own.json == tasks)
            #expect(studio.events == ["task:unassign", "task:update"])
            #expect(await studio.put(path, ["task_ids": tasks], as: desk.supervisor).json == tasks)

            #expect(try await desk.count("task_person_link") == 0)
        }
    }

    @Test("Priorities are set by those who lead the work", arguments: Dialect.allCases)
    func priority(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let body: JSONValue = ["task_ids": [.string(desk.task.uuid.text)], "priority": 2]

            #expect(await studio.put("/actions/tasks/set-priority", body, as: desk.artist).text == "[]")
            let reply = await studio.put("/actions/tasks/set-priority", body, as: desk.supervisor)

            #expect(reply.list.first?["priority"] == 2)
            #expect(studio.events == ["task:update"])
        }
    }
}
