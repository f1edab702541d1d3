import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct TimeSpentsTests {
    private func path(_ desk: Desk, _ person: TestPerson, _ day: String = "2026-11-24") -> String {
        "/actions/tasks/\(desk.task)/time-spents/\(day)/persons/\(person.id.text)"
    }

    @Test("Time is set, added and summed up on the task", arguments: Dialect.allCases)
    func set(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let first = await studio.post(self.path(desk, desk.artist), ["duration": 120], as: desk.artist)
            #expect(studio.events == ["person:update", "time-spent:new", "task:update"])
            studio.forget()
            let more = await studio.post(self.path(desk, desk.artist) + "/add", ["duration": 60], as: desk.artist)
            _ = await studio.post(self.path(desk, desk.vendor, "2026-1-5"), ["duration": "30"], as: desk.manager)

            #expect(first.status == 201)
            #expect(first["duration"] == 120.0)
            #expect(first["date"] == "2026-11-24")
            #expect(more["duration"] == 180.0)
            #expect(studio.events.prefix(2) == ["time-spent:update", "task:update"])
            let task = await studio.get("/data/tasks/\(desk.task)")
            #expect(task["duration"] == 210.0)
            let all = await studio.get("/actions/tasks/\(desk.task)/time-spents")
            #expect(all["total"] == 210.0)
            #expect(all[desk.vendor.id.text]?.arrayValue?.first?["date"] == "2026-01-05")
        }
    }

    @Test("Nobody logs for others but managers, and nobody who is not assigned", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            for person in [desk.supervisor, desk.vendor, desk.colleague, desk.client, desk.outsider] {
                let reply = await studio.post(self.path(desk, desk.artist), ["duration": 5], as: person)
                #expect(reply.status == 403)
            }
            for person in [studio.admin, desk.manager, desk.colleague] {
                #expect(await studio.post(self.path(desk, person), ["duration": 5], as: person).status == 403)
            }

            #expect(studio.events.isEmpty)
            #expect(try await desk.count("time_spent") == 0)
        }
    }

    @Test("A duration must be above zero, a day a day", arguments: Dialect.allCases)
    func wrong(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let zero = await studio.post(self.path(desk, desk.artist), ["duration": 0])
            let none = await studio.post(self.path(desk, desk.artist))
            let day = await studio.post(self.path(desk, desk.artist, "2026-13-01"), ["duration": 5])

            #expect(
                zero["data"]?["errors"] == [["field": "duration", "message": "Input should be greater than 0"]])
            #expect(none["data"]?["errors"] == [["field": "duration", "message": "Field required"]])
            #expect(day.message == "Invalid date format.")
        }
    }

    @Test("Time taken back leaves the task without it", arguments: Dialect.allCases)
    func remove(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            _ = await studio.post(self.path(desk, desk.artist), ["duration": 120], as: desk.artist)
            studio.forget()

            let gone = await studio.delete(self.path(desk, desk.artist), as: desk.artist)

            #expect(gone.status == 201)
            #expect(gone["duration"] == 0)
            #expect(studio.events == ["time-spent:delete", "task:update"])
            #expect(await studio.get("/data/tasks/\(desk.task)")["duration"] == 0.0)
            #expect(await studio.delete(self.path(desk, desk.artist), as: desk.artist).status == 404)
        }
    }

    @Test("The rows are for administrators, and keep the task's sum right", arguments: Dialect.allCases)
    func rows(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let id = try #require(
                await studio.post(self.path(desk, desk.artist), ["duration": 120], as: desk.artist).id)
            studio.forget()

            #expect(await studio.get("/data/time-spents", as: desk.manager).status == 403)
            #expect(await studio.put("/data/time-spents/\(id.text)", ["duration": 77]).status == 200)
            #expect(studio.events == ["task:update", "time-spent:update"])
            #expect(await studio.get("/data/tasks/\(desk.task)")["duration"] == 77.0)
            studio.forget()
            #expect(await studio.delete("/data/time-spents/\(id.text)", as: desk.colleague).status == 403)
            #expect(await studio.delete("/data/time-spents/\(id.text)", as: desk.artist).status == 204)

            #expect(studio.events == ["time-spent:delete", "task:update"])
            #expect(await studio.get("/data/tasks/\(desk.task)")["duration"] == 0.0)
        }
    }

    @Test("Time that moves to another task counts there", arguments: Dialect.allCases)
    func moved(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let other = try await studio.task(on: desk.asset, type: studio.taskType("Rigging"), in: desk.project)
            let made = await studio.post(self.path(desk, desk.artist), ["duration": 120], as: desk.artist)
            let one = "/data/time-spents/\(made["id"]?.stringValue ?? "")"
            studio.forget()

            let moved = await studio.put(one, ["task_id": .string(other.uuid.text)])

            #expect(moved["task_id"] == .string(other.uuid.text))
            #expect(studio.events == ["task:update", "time-spent:update"])
            #expect(await studio.get("/data/tasks/\(desk.task)")["duration"] == 0.0)
            #expect(await studio.get("/data/tasks/\(other)")["duration"] == 120.0)
            #expect(await studio.put(one, ["duration": -1]).status == 400)
            // Nobody is assigned there: the time is settled.
            #expect(await studio.delete(one).status == 403)
            #expect(await studio.get("/data/time-spents?start_date=2026-11-25").list.isEmpty)
            #expect(await studio.get("/data/time-spents?end_date=2026-11-24").list.count == 1)
            #expect(await studio.get("/data/time-spents?end_date=x").status == 400)
        }
    }

    @Test("One's own time is read by day and by range", arguments: Dialect.allCases)
    func mine(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            _ = await studio.post(self.path(desk, desk.artist), ["duration": 120], as: desk.artist)

            let day = await studio.get("/data/user/time-spents/2026-11-24", as: desk.artist)
            let range = await studio.get(
                "/data/user/time-spents?start_date=2026-11-01&end_date=2026-11-30", as: desk.artist)
            let half = await studio.get("/data/user/time-spents?start_date=2026-11-01", as: desk.artist)

            #expect(day.list.count == 1)
            #expect(range.list.first?["project_id"] == .string(desk.project.uuid.text))
            #expect(half.status == 400)
            #expect(await studio.get("/data/user/time-spents/2026-11-24", as: desk.vendor).text == "[]")
        }
    }
}
