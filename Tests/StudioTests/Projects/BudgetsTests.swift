import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct BudgetsTests {
    @Test("A manager makes budgets, revision by revision, and fills them", arguments: Dialect.allCases)
    func life(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let department = try await studio.department("Painting")
            let project = try await studio.project(team: [manager])
            let path = "/data/projects/\(project)/budgets"

            let first = await studio.post(path, ["name": "a"], as: manager)
            let second = await studio.post(path, ["name": "b", "currency": "EUR"], as: manager)
            let one = "\(path)/\(first["id"]?.stringValue ?? "")"
            let entry = await studio.post("\(one)/entries", .entry(department), as: manager)
            let changed = await studio.put(
                "\(one)/entries/\(entry["id"]?.stringValue ?? "")", ["months_duration": 4], as: manager)
            let entries = await studio.get("\(one)/entries", as: manager).list
            let list = await studio.get(path, as: manager).list
            let deleted = await studio.delete(one, as: manager)

            #expect(first["revision"] == 1)
            #expect(first["currency"] == "USD")
            #expect(second["revision"] == 2)
            #expect(entry["daily_salary"]?.doubleValue == 100)
            #expect(entry["exceptions"] == .object([:]))
            #expect(changed["months_duration"] == 4)
            #expect(entries.count == 1)
            #expect(list.first?.objectValue?.keys == ["project_id", "revision", "name", "currency", "id"])
            #expect(deleted.status == 204)
            #expect(await studio.get(path, as: manager).list.count == 1)
            #expect(
                studio.events == [
                    "budget:create", "budget:create", "budget-entry:create", "budget-entry:update", "budget:delete",
                ])
        }
    }

    @Test("A budget of another production is not there, and nobody else looks", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let supervisor = try await studio.person(.supervisor)
            let department = try await studio.department("Painting")
            let here = try await studio.project("Here", team: [supervisor])
            let there = try await studio.project("There")
            let made = await studio.post("/data/projects/\(there)/budgets", ["name": "a"])
            let foreign = "/data/projects/\(here)/budgets/\(made["id"]?.stringValue ?? "")"
            studio.forget()

            let statuses = [
                await studio.get(foreign), await studio.put(foreign, ["name": "b"]), await studio.delete(foreign),
                await studio.get("\(foreign)/entries"), await studio.post("\(foreign)/entries", .entry(department)),
            ].map(\.status)
            let bySupervisor = await studio.get("/data/projects/\(here)/budgets", as: supervisor)

            #expect(statuses == [404, 404, 404, 404, 404])
            #expect(bySupervisor.status == 403)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("What was worked is told by department, person and month", arguments: Dialect.allCases)
    func expenses(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let user = try await studio.person(.user)
            let department = try await studio.department("Painting")
            let project = try await studio.project(team: [manager, user])
            let type = try await studio.taskType("Painting", department: department)
            let task = try await studio.task(
                on: try await studio.asset(in: project), type: type, in: project, assignees: [user])
            for (day, minutes) in [("2026-10-20", 30.0), ("2026-11-20", 60), ("2026-11-21", 15)] {
                let date = try #require(Day(text: day))
                _ = try await studio.insert(
                    TimeSpentRow.self,
                    [
                        "task_id": .uuid(task.uuid), "person_id": .uuid(user.id), "date": .day(date),
                        "duration": .double(minutes),
                    ])
            }
            let path = "/data/projects/\(project)/budgets/time-spents"

            let reply = await studio.get(path)
            let byManager = await studio.get(path, as: manager)
            let months = reply[department.uuid.text]?[user.id.text]

            #expect(months?["2026-10"]?.doubleValue == 30)
            #expect(months?["2026-11"]?.doubleValue == 75)
            #expect(months?["total"]?.doubleValue == 105)
            #expect(reply[department.uuid.text]?["total"]?.doubleValue == 105)
            #expect(byManager.status == 403)
        }
    }
}

extension JSONValue {
    fileprivate static func entry(_ department: DepartmentRow.ID) -> JSONValue {
        [
            "department_id": .string(department.uuid.text), "start_date": "2026-11-01", "months_duration": 3,
            "daily_salary": 100, "position": "artist", "seniority": "mid",
        ]
    }
}
