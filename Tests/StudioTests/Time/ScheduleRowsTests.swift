import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

/// Schedule items, saved schedules and the tasks in them, as rows.
@Suite struct ScheduleRowsTests {
    @Test("Saved schedules are listed to the staff of the production that is named", arguments: Dialect.allCases)
    func lists(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (artist, client) = (try await studio.person(.user), try await studio.person(.client))
            let (vendor, outsider) = (try await studio.person(.vendor), try await studio.person(.manager))
            let project = try await studio.project(team: [artist, client, vendor])
            _ = try await studio.version("Plan A", of: project)
            for path in ["production-schedule-versions", "production-schedule-version-task-links"] {
                let own = "/data/\(path)?project_id=\(project)"

                let listed = await studio.get(own, as: artist)
                let refused = [
                    await studio.get(own, as: client), await studio.get(own, as: vendor),
                    await studio.get(own, as: outsider), await studio.get("/data/\(path)", as: artist),
                ]

                #expect(listed.status == 200)
                #expect(refused.map(\.status) == [403, 403, 403, 403], "\(path)")
            }
        }
    }

    @Test("A saved schedule holds tasks of its own production only", arguments: Dialect.allCases)
    func links(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { stage in
            let studio = stage.studio
            let manager = try await studio.person(.manager)
            try await studio.join(manager, stage.project)
            let version = try await studio.version("Plan A", of: stage.project)
            let (foreign, _) = try await stage.foreignTask()
            let path = "/data/production-schedule-version-task-links"
            func body(_ task: TaskRow.ID) -> JSONValue {
                [
                    "production_schedule_version_id": .string(version.uuid.text), "task_id": .string(task.uuid.text),
                    "assignees": [.string(stage.artist.id.text)],
                ]
            }

            let refused = await studio.post(path, body(foreign), as: manager)
            let forbidden = await studio.post(path, body(stage.task), as: stage.artist)
            let made = await studio.post(path, body(stage.task), as: manager)
            let link = "\(path)/\(made.id?.text ?? "")"
            let changed = await studio.put(
                link, ["assignees": [], "task_id": .string(foreign.uuid.text), "estimation": 60], as: manager)
            let read = await studio.get(link, as: stage.colleague)

            #expect(refused.message == "The task and the production schedule version must be in the same project.")
            #expect(forbidden.status == 403)
            #expect(made["assignees"] == [.string(stage.artist.id.text)])
            #expect(changed["assignees"] == nil && changed["estimation"] == 60.0)
            #expect(read["assignees"] == [] && read["task_id"]?.stringValue == stage.task.uuid.text)
        }
    }

    @Test("Productions that start from a saved schedule outlive it", arguments: Dialect.allCases)
    func deletion(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { stage in
            let studio = stage.studio
            let version = try await studio.version("Plan A", of: stage.project)
            let copy = try await studio.version("Plan B", of: stage.project, from: version)
            try await studio.database.write { tx in
                try tx.update(stage.project, ["from_schedule_version_id": .uuid(version.uuid)])
                try tx.insert(
                    ProductionScheduleVersionTaskLinkRow.self,
                    [
                        "production_schedule_version_id": .uuid(version.uuid), "task_id": .uuid(stage.task.uuid),
                    ])
            }
            studio.forget()

            let gone = await studio.delete("/data/production-schedule-versions/\(version)")
            let left = await studio.get("/data/production-schedule-versions/\(copy)")
            let project = await studio.get("/data/projects/\(stage.project)?relations=false")

            #expect(gone.status == 204)
            #expect(studio.events == ["project:update", "production-schedule-version:delete"])
            #expect(left["production_schedule_from"] == .null)
            #expect(project["from_schedule_version_id"] == .null)
        }
    }

    @Test("A department's supervisor moves its bars, and only those", arguments: Dialect.allCases)
    func items(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (modeling, animation) = (
                try await studio.department("Modelers"), try await studio.department("Animators")
            )
            let supervisor = try await studio.person(.supervisor, departments: [modeling.uuid])
            let other = try await studio.person(.supervisor, departments: [animation.uuid])
            let project = try await studio.project(team: [supervisor, other])
            let type = try await studio.taskType("Rigs", department: modeling)
            let foreign = try await studio.taskType("Layouts", for: "Shot", department: animation)
            let values: JSONValue = [
                "project_id": .string(project.uuid.text), "task_type_id": .string(type.uuid.text),
            ]

            let made = await studio.post("/data/schedule-items", values)
            let again = await studio.post("/data/schedule-items", values)
            let path = "/data/schedule-items/\(made.id?.text ?? "")"
            let changed = await studio.put(path, ["man_days": 20, "start_date": "2031-02-03"], as: supervisor)
            let refused = [
                await studio.put(path, ["man_days": 1], as: other),
                await studio.put(path, ["task_type_id": .string(foreign.uuid.text)], as: supervisor),
                await studio.delete(path, as: supervisor), await studio.post("/data/schedule-items", [:], as: other),
            ]
            let wrong = await studio.put(path, ["start_date": "soon"])
            let after = await studio.get(path)

            #expect(again.message == "A similar schedule item already exists")
            #expect(changed["man_days"] == 20)
            #expect(refused.map(\.status) == [403, 403, 403, 403])
            #expect(
                wrong.message
                    == "Invalid date format for 'start_date': 'soon'. Expected an ISO 8601 date or datetime.")
            #expect(after["task_type_id"]?.stringValue == type.uuid.text && after["man_days"] == 20)
        }
    }
}

extension TestStudio {
    fileprivate func version(
        _ name: String, of project: ProjectRow.ID, from origin: ProductionScheduleVersionRow.ID? = nil
    ) async throws -> ProductionScheduleVersionRow.ID {
        try await self.insert(
            ProductionScheduleVersionRow.self,
            [
                "name": .text(name), "project_id": .uuid(project.uuid),
                "production_schedule_from": origin.map { .uuid($0.uuid) } ?? .null,
            ])
    }
}
