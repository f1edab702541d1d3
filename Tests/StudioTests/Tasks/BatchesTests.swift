import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct BatchesTests {
    @Test("Only the tasks that are missing are made", arguments: Dialect.allCases)
    func create(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let toad = try await studio.asset("Toad", in: desk.project)
            let path = "/actions/projects/\(desk.project)/task-types/\(desk.type)/assets/create-tasks"

            #expect(await studio.post(path, [], as: desk.supervisor).status == 403)
            let reply = await studio.post(path, [:], as: desk.manager)
            let again = await studio.post(path, [.string(toad.uuid.text)], as: desk.manager)

            #expect(reply.status == 201)
            #expect(reply.list.map { $0["entity_id"] } == [.string(toad.uuid.text)])
            #expect(reply.list.first?["task_status_short_name"] == "todo")
            #expect(again.text == "[]")
            #expect(studio.events == ["task:new"])
        }
    }

    @Test("Entities of another kind or project are not found", arguments: Dialect.allCases)
    func foreign(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let other = try await studio.project("Other")
            let stranger = try await studio.asset("Stranger", in: other)
            let path = "/actions/projects/\(desk.project)/task-types/\(desk.type)"

            let foreign = await studio.post(
                "\(path)/create-tasks/asset", [.string(stranger.uuid.text)], as: desk.manager)
            let wrong = await studio.post("\(path)/shots/create-tasks", [.string(desk.asset.uuid.text)])

            #expect(foreign.status == 404)
            #expect(wrong.status == 404)
            #expect(await studio.post("\(path)/create-tasks/nonsense", []).status == 404)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("Tasks of a project are deleted, those of others stay", arguments: Dialect.allCases)
    func delete(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wip")
            let other = try await studio.project("Other")
            let foreign = try await studio.task(on: studio.asset("Stranger", in: other), type: desk.type, in: other)
            studio.forget()
            let path = "/actions/projects/\(desk.project)/delete-tasks"
            let body: JSONValue = [.string(desk.task.uuid.text), .string(foreign.uuid.text)]

            #expect(await studio.post(path, body, as: desk.supervisor).status == 403)
            let reply = await studio.post(path, body, as: desk.manager)

            #expect(reply.json == [.string(desk.task.uuid.text)])
            #expect(studio.events == ["news:delete", "task:delete"])
            #expect(try await desk.count("task") == 1)
        }
    }
}
