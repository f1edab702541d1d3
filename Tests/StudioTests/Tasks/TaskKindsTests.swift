import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct TaskKindsTests {
    @Test("A task type's name is taken in whatever case", arguments: Dialect.allCases)
    func names(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let reply = await studio.post("/data/task-types", ["name": "MODELING", "color": "#000000"])

            #expect(reply.status == 400)
            #expect(reply.message == "A task type with similar name already exists")
            #expect(studio.events.isEmpty)
        }
    }

    @Test("A task type that projects use goes by force only", arguments: Dialect.allCases)
    func deletion(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let type = try #require(await studio.post("/data/task-types", ["name": "Knitting"]).id)
            _ = try await studio.insert(
                ProjectTaskTypeLinkRow.self, ["project_id": .uuid(project.uuid), "task_type_id": .uuid(type)])
            studio.forget()

            let gentle = await studio.delete("/data/task-types/\(type.text)")
            #expect(gentle.status == 400)
            #expect(studio.events.isEmpty)
            let forced = await studio.delete("/data/task-types/\(type.text)?force=true")

            #expect(forced.status == 204)
            #expect(studio.events == ["task-type:delete"])
        }
    }

    @Test("A new default status takes the place of the old one, among its kind", arguments: Dialect.allCases)
    func defaults(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let body: JSONValue = ["name": "Fresh", "short_name": "fresh", "color": "#000000", "is_default": true]

            #expect(await studio.post("/data/task-status", body, as: manager).status == 403)
            #expect(await studio.post("/data/task-status", body).status == 201)

            let defaults = await studio.get("/data/task-status?is_default=true&for_concept=false").list
            #expect(defaults.map { $0["short_name"] } == ["fresh"])
            #expect(await studio.get("/data/task-status?is_default=true&for_concept=true").list.count == 1)
            #expect(studio.events == ["task-status:new"])
        }
    }
}
