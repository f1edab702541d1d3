import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct ProjectSettingsTests {
    @Test("A link without a place gets the first one, and nobody sees it on boards", arguments: Dialect.allCases)
    func linkDefaults(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let status = try await studio.status("wip")
            let ids: JSONObject = [
                "project_id": .string(project.uuid.text), "task_status_id": .string(status.uuid.text),
            ]
            var placeless = ids
            placeless["priority"] = .null

            let made = await studio.post("/data/task-status-links", .object(ids))
            let inQuery = await studio.post(
                "/data/task-status-links?project_id=\(project)&task_status_id=\(status)&priority=4", [:])
            let without = await studio.post("/data/task-status-links", .object(placeless))
            let wrong = await studio.post(
                "/data/task-status-links?priority=high", .object(ids))

            #expect(made["priority"] == 1)
            #expect(made["roles_for_board"] == [])
            #expect(inQuery["priority"] == 4)
            #expect(without["priority"] == .null)
            #expect(wrong.message == "Wrong value for parameter priority.")
        }
    }

    @Test("A manager picks task types, with their place, and drops them", arguments: Dialect.allCases)
    func taskTypes(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let type = try await studio.taskType()
            let path = "/data/projects/\(project)/settings/task-types"

            let added = await studio.post(path, ["task_type_id": .id(type), "priority": 3], as: manager)
            let list = await studio.get("/data/projects/\(project)/task-types", as: manager).list
            let whole = await studio.get("/data/projects/\(project)", as: manager)
            let removed = await studio.delete("\(path)/\(type)", as: manager)
            let after = await studio.get(path, as: manager).list

            #expect(added.status == 201)
            #expect(added.json.objectValue?.count == 39)
            #expect(list.map { $0["priority"] } == [3])
            #expect(
                whole["task_type_links"]?[type.uuid.text]
                    == [
                        "priority": 3, "hd_bitrate_compression": nil, "ld_bitrate_compression": nil,
                        "is_client_visible": true,
                    ])
            #expect(whole["task_types_priority"]?[type.uuid.text] == 3)
            #expect(removed.status == 204)
            #expect(after.isEmpty)
            #expect(studio.events == ["project:update", "project:update"])
        }
    }

    @Test("Statuses, asset types and automations are picked alike", arguments: Dialect.allCases)
    func plain(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let status = try await studio.status()
            let asset = try await studio.assetType()
            let automation = try await studio.insert(StatusAutomationRow.self, [:])
            let path = "/data/projects/\(project)/settings"

            let replies = [
                await studio.post("\(path)/task-status", ["task_status_id": .id(status)], as: manager),
                await studio.post("\(path)/asset-types", ["asset_type_id": .id(asset)], as: manager),
                await studio.post("\(path)/status-automations", ["status_automation_id": .id(automation)], as: manager),
            ]
            let allowed = await studio.put(
                "\(path)/task-status/\(status)", ["is_client_allowed": false], as: manager)
            let statuses = await studio.get("\(path)/task-status", as: manager).list
            let automations = await studio.get("\(path)/status-automations", as: manager).list
            let removed = await studio.delete("\(path)/asset-types/\(asset)", as: manager)
            let whole = await studio.get("/data/projects/\(project)", as: manager)

            #expect(replies.map(\.status) == [201, 201, 201])
            #expect(allowed["is_client_allowed"] == false)
            #expect(allowed["roles_for_board"] == ["user", "admin", "supervisor", "manager", "vendor"])
            #expect(statuses.count == 1)
            #expect(automations.count == 1)
            #expect(removed.status == 204)
            #expect(whole["asset_types"] == .array([]))
            #expect(whole["task_statuses"]?.arrayValue?.count == 1)
        }
    }

    @Test("Nobody but the project's managers sets anything", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let outsider = try await studio.person(.manager)
            let supervisor = try await studio.person(.supervisor)
            let client = try await studio.person(.client)
            let project = try await studio.project(team: [supervisor, client])
            let type = try await studio.taskType()
            let path = "/data/projects/\(project)/settings"
            let body: JSONValue = ["task_type_id": .id(type)]
            let link: JSONValue = ["project_id": .id(project), "task_type_id": .id(type)]

            for person in [outsider, supervisor, client] {
                let replies = [
                    await studio.post("\(path)/task-types", body, as: person),
                    await studio.delete("\(path)/task-types/\(type)", as: person),
                    await studio.post("\(path)/batch", ["task_types": [body]], as: person),
                    await studio.post("/data/task-type-links", link, as: person),
                    await studio.get("\(path)/status-automations", as: person),
                ]

                #expect(replies.map(\.status) == [403, 403, 403, 403, 403], "\(person.role)")
            }
            #expect(studio.events.isEmpty)
            #expect(await studio.get("\(path)/task-types").list.isEmpty)
        }
    }

    @Test("What does not exist is not picked", arguments: Dialect.allCases)
    func missing(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let id = UUID().text
            let path = "/data/projects/\(project)/settings"

            let type = await studio.post("\(path)/task-types", ["task_type_id": .string(id)])
            let asset = await studio.post("\(path)/asset-types", ["asset_type_id": .string(id)])
            let nothing = await studio.post("\(path)/asset-types", [:])
            let bitrate = await studio.post(
                "\(path)/task-types", ["task_type_id": .string(id), "hd_bitrate_compression": 0])
            let nowhere = await studio.post(
                "/data/projects/\(id)/settings/asset-types", ["asset_type_id": .string(id)])

            #expect(type.message == "TaskType with id \(id) not found")
            #expect(asset.message == "EntityType with id \(id) not found")
            #expect(nothing.message == "Validation error.")
            #expect(bitrate.message == "Validation error.")
            #expect(nowhere.status == 404)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("Many settings come at once, and places are set in order", arguments: Dialect.allCases)
    func batch(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let first = try await studio.taskType("Rigging")
            let second = try await studio.taskType("Surfacing")
            let status = try await studio.status()
            let asset = try await studio.assetType()

            let reply = await studio.post(
                "/data/projects/\(project)/settings/batch",
                [
                    "task_types": [["task_type_id": .id(first), "priority": 9], ["task_type_id": .id(second)]],
                    "task_status_ids": [.id(status)], "asset_type_ids": [.id(asset), .string(UUID().text)],
                ])
            let order = await studio.post(
                "/actions/projects/\(project)/task-type-links/reorder", ["task_type_ids": [.id(second), .id(first)]])
            let whole = await studio.get("/data/projects/\(project)")
            let replaced = await studio.post(
                "/data/projects/\(project)/settings/batch",
                ["task_types": [["task_type_id": .id(first)]], "replace_task_types": true])
            let after = await studio.get("/data/projects/\(project)")

            #expect(reply.status == 200)
            #expect(order.list.map { $0["priority"] } == [1, 2])
            #expect(whole["task_types_priority"]?[first.uuid.text] == 2)
            #expect(whole["task_types_priority"]?[second.uuid.text] == 1)
            #expect(whole["task_statuses"]?.arrayValue?.count == 1)
            #expect(whole["asset_types"]?.arrayValue?.count == 1)
            #expect(replaced.status == 200)
            #expect(after["task_types"] == .array([.id(first)]))
        }
    }

    @Test("A task type of the production gets its programs from its supervisors", arguments: Dialect.allCases)
    func softwares(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let supervisor = try await studio.person(.supervisor)
            let user = try await studio.person(.user)
            let department = try await studio.department("Painting")
            let stranger = try await studio.person(.supervisor, departments: [department.uuid])
            let project = try await studio.project(team: [supervisor, user, stranger])
            let type = try await studio.taskType()
            let tool = try await studio.insert(
                SoftwareRow.self, ["name": .text("a"), "short_name": .text("a"), "file_extension": .text("a")])
            let path = "/data/projects/\(project)/task-types/\(type)/softwares"
            let body: JSONValue = ["software_id": .id(tool)]

            let unused = await studio.post(path, body, as: supervisor)
            _ = await studio.post("/data/projects/\(project)/settings/task-types", ["task_type_id": .id(type)])
            let added = await studio.post(path, body, as: supervisor)
            let refused = [await studio.post(path, body, as: user), await studio.post(path, body, as: stranger)]
            let list = await studio.get("/data/projects/\(project)/task-type-softwares", as: user).list
            let removed = await studio.delete("\(path)/\(tool)", as: supervisor)

            #expect(unused.message == "The task type is not a task type of the project.")
            #expect(added.status == 201)
            #expect(refused.map(\.status) == [403, 403])
            #expect(list == [added.json])
            #expect(removed.status == 204)
        }
    }
}

extension JSONValue {
    fileprivate static func id<Row: Shape>(_ id: Identifier<Row>) -> JSONValue { .string(id.uuid.text) }
}
