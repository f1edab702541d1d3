import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct OpenTasksTests {
    @Test("Open tasks come with sums, as far as the caller sees them", arguments: Dialect.allCases)
    func page(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let other = try await studio.asset("Toad", in: desk.project)
            _ = try await studio.task(on: other, type: desk.type, in: desk.project)

            let first = await studio.get("/data/tasks/open-tasks?limit=1", as: desk.manager)
            let unassigned = await studio.get("/data/tasks/open-tasks?person_id=unassigned", as: desk.manager)
            let mine = await studio.get("/data/tasks/open-tasks", as: desk.vendor)

            #expect(first["data"]?.arrayValue?.count == 1)
            #expect(first["is_more"] == true)
            #expect(first["stats"]?["total"] == 2)
            #expect(first["data"]?.arrayValue?.first?["status_short_name"] == "todo")
            #expect(unassigned["stats"]?["total"] == 1)
            #expect(mine["stats"]?["total"] == 1)
            #expect(await studio.get("/data/tasks/open-tasks", as: desk.outsider)["stats"]?["total"] == 0)
            #expect(await studio.get("/data/tasks/open-tasks?project_id=x").status == 400)
        }
    }

    @Test("The numbers of a production tell what is done", arguments: Dialect.allCases)
    func stats(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("done")

            let stats = await studio.get("/data/tasks/open-tasks/stats", as: desk.colleague)

            let own = stats[desk.project.uuid.text]
            #expect(own?["amount"] == 1)
            #expect(own?["amount_done"] == 1)
            #expect(own?["task_types"]?.arrayValue?.count == 1)
            #expect(await studio.get("/data/tasks/open-tasks/stats", as: desk.outsider).text == "{}")
        }
    }

    @Test("The tasks on an entity and their types are at its address", arguments: Dialect.allCases)
    func ofEntity(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let tasks = await studio.get("/data/assets/\(desk.asset)/tasks", as: desk.vendor)
            let types = await studio.get("/data/assets/\(desk.asset)/task-types", as: desk.vendor)

            #expect(tasks.list.first?["task_type_name"] == "Modeling")
            #expect(types.list.map { $0["name"] } == ["Modeling"])
            #expect(await studio.get("/data/assets/\(desk.asset)/tasks", as: desk.otherVendor).status == 403)
            #expect(await studio.get("/data/assets/\(desk.asset)/tasks", as: desk.outsider).status == 403)
        }
    }

    @Test("A production's tasks are read along an index, in the order of their list")
    func plan() async throws {
        try await withStudio(on: .sqlite) { studio in
            let project = UUID()

            let plan = try await studio.database.read { reader in
                try reader.all(
                    """
                    EXPLAIN QUERY PLAN SELECT \(columns: TaskRow.self) FROM task
                    WHERE task.project_id = \(project) ORDER BY created_at, id
                    """
                ) { try $0.text(3) }
            }

            #expect(plan == ["SEARCH task USING INDEX tsubame_task_project_created (project_id=?)"])
        }
    }
}
