import API
import Database
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct ClientMaskTests {
    private static let figures = ["duration", "estimation", "priority"]
    private static let unknown = ["difficulty", "start_date", "due_date"]

    /// The desk's task with an estimation, dates and a priority.
    private func plan(_ desk: Desk) async {
        let path = "/data/tasks/\(desk.task)"
        _ = await desk.studio.put(
            path, ["estimation": 480, "priority": 2, "start_date": "2026-11-23", "due_date": "2026-11-27"])
        desk.studio.forget()
    }

    private func expectMasked(_ task: JSONValue?, _ address: String) {
        for name in Self.figures { #expect(task?[name] == 0, "\(name) at \(address)") }
        for name in Self.unknown { #expect(task?[name] == .null, "\(name) at \(address)") }
    }

    @Test("A client learns neither how much work a task is nor when it is done", arguments: Dialect.allCases)
    func masked(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            await self.plan(desk)

            for address in [
                "/data/tasks", "/data/assets/\(desk.asset)/tasks", "/data/projects/\(desk.project)/tasks",
                "/data/entities/\(desk.asset)/task-types/\(desk.type)/tasks",
            ] {
                let reply = await studio.get(address, as: desk.client)
                self.expectMasked(reply.list.first, address)
                #expect(await studio.get(address, as: desk.artist).list.first?["priority"] == 2, "\(address)")
            }
            let full = await studio.get("/data/tasks/\(desk.task)/full", as: desk.client)
            self.expectMasked(full.json, "full")
            #expect(full["persons"] == [])
            #expect(full["assignees"] == [])
        }
    }

    @Test("A client's list of assets with tasks tells nothing of the work either", arguments: Dialect.allCases)
    func withTasks(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            await self.plan(desk)

            for address in ["/data/assets/with-tasks?project_id=\(desk.project)", "/data/assets/with-tasks"] {
                let task = await studio.get(address, as: desk.client).list.first?["tasks"]?[0]
                self.expectMasked(task, address)
                #expect(task?["assignees"] == [], "\(address)")
            }
        }
    }

    @Test("Who is a client in one production only sees the tasks of others whole", arguments: Dialect.allCases)
    func mixed(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            await self.plan(desk)
            let other = try await studio.project("Cranes")
            let asset = try await studio.asset(in: other)
            let task = try await studio.task(on: asset, type: desk.type, in: other)
            _ = await studio.put("/data/tasks/\(task)", ["priority": 3])
            let guest = try await studio.person(.user, "Gen")
            try await studio.join(guest, desk.project, role: .client)
            try await studio.join(guest, other)

            let assets = await studio.get("/data/assets/with-tasks", as: guest).list
            let priorities = assets.map { $0["tasks"]?[0]["priority"] }

            #expect(priorities.count == 2)
            #expect(priorities.contains(0) && priorities.contains(3))
            self.expectMasked(await studio.get("/data/assets/\(desk.asset)/tasks", as: guest).list.first, "tasks")
        }
    }

    @Test("A client filters tasks by nothing that he does not see", arguments: Dialect.allCases)
    func filters(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            for query in ["priority=2", "due_date=2026-11-27T00:00:00", "assignees=\(desk.artist.id.text)"] {
                #expect(await studio.get("/data/tasks?\(query)", as: desk.client).status == 400, "\(query)")
                #expect(await studio.get("/data/tasks?\(query)", as: desk.artist).status == 200, "\(query)")
            }
        }
    }

    @Test("The tasks of an entity are at the address of its kind only", arguments: Dialect.allCases)
    func kinds(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            for kind in ["shots", "sequences", "episodes", "scenes", "edits", "concepts"] {
                #expect(await studio.get("/data/\(kind)/\(desk.asset)/tasks").status == 404, "\(kind)")
                #expect(await studio.get("/data/\(kind)/\(desk.asset)/task-types").status == 404, "\(kind)")
            }
            let times = "/data/entities/\(desk.asset)/time-spents"
            #expect(await studio.get(times, as: desk.otherVendor).status == 403)
            #expect(await studio.get(times, as: desk.vendor).status == 200)
        }
    }
}
