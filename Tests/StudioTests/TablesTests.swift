import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct TablesTests {
    /// Tables that everybody lists and administrators write: address, event's name, a body, a field with another value.
    private static let tables: [(path: String, event: String, body: JSONValue, change: JSONValue)] = [
        ("custom-actions", "custom-action", ["name": "a", "url": "https://example.com"], ["name": "b"]),
        ("status-automations", "status-automation", ["entity_type": "asset"], ["entity_type": "shot"]),
        ("studios", "studio", ["name": "a", "color": "#ffffff"], ["name": "b"]),
        ("project-status", "project-status", ["name": "Paused", "color": "#ffffff"], ["name": "Stopped"]),
        ("softwares", "software", ["name": "a", "short_name": "a", "file_extension": "a"], ["name": "b"]),
    ]

    @Test("Small tables are listed to everybody and written by administrators", arguments: Dialect.allCases)
    func small(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.person(.client)
            let vendor = try await studio.person(.vendor)
            let manager = try await studio.person(.manager)
            for (path, event, body, change) in Self.tables {
                studio.forget()

                let made = await studio.post("/data/\(path)", body)
                let one = "/data/\(path)/\(made["id"]?.stringValue ?? "")"
                let listed = await studio.get("/data/\(path)?id=\(made["id"]?.stringValue ?? "")", as: client)
                let refused = [
                    await studio.post("/data/\(path)", body, as: manager),
                    await studio.put(one, change, as: manager), await studio.delete(one, as: manager),
                ]
                let changed = await studio.put(one, change)
                let deleted = await studio.delete(one)

                #expect(made.status == 201, "\(path)")
                #expect(listed.list == [made.json], "\(path)")
                #expect(refused.map(\.status) == [403, 403, 403], "\(path)")
                #expect(changed.status == 200, "\(path)")
                #expect(changed.json != made.json, "\(path)")
                #expect(deleted.status == 204, "\(path)")
                let isHidden = path == "custom-actions" || path == "status-automations"
                #expect(await studio.get("/data/\(path)", as: vendor).status == (isHidden ? 403 : 200), "\(path)")
                #expect(studio.events == ["\(event):new", "\(event):update", "\(event):delete"])
            }
        }
    }

    @Test(
        "What is the administrators' alone is not even listed to others",
        arguments: [
            "hardware-items", "plugins", "salary-scales", "search-filters", "search-filter-groups", "budgets",
            "budget-entries", "milestones", "day-offs",
        ])
    func closed(_ path: String) async throws {
        try await withStudio(on: .sqlite) { studio in
            let manager = try await studio.person(.manager)

            let refused = await studio.get("/data/\(path)", as: manager)
            let listed = await studio.get("/data/\(path)")

            #expect(refused.status == 403)
            #expect(listed.status == 200)
        }
    }

    @Test("The chats' secrets are the administrators'", arguments: Dialect.allCases)
    func organisation(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)

            let ofManager = await studio.get("/data/organisations", as: manager).list.first
            let ofAdmin = await studio.get("/data/organisations").list.first
            let filtered = await studio.get("/data/organisations?chat_token_slack=x", as: manager)

            #expect(ofManager?["name"] == "Kitsu")
            #expect(ofManager?["chat_token_slack"] == nil)
            #expect(ofAdmin?["chat_token_slack"] == "")
            #expect(filtered.status == 400)
        }
    }

    @Test("Every department has a salary scale as soon as one looks", arguments: Dialect.allCases)
    func salaries(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let departments = await studio.get("/data/departments").list.count

            let first = await studio.get("/data/salary-scales").list
            let again = await studio.get("/data/salary-scales").list
            let changed = await studio.put(
                "/data/salary-scales/\(first.first?["id"]?.stringValue ?? "")", ["salary": 5])

            #expect(first.count == departments * 9)
            #expect(again == first)
            #expect(changed["salary"] == 5)
        }
    }

    @Test("Milestones are the project's managers', and stay in their production", arguments: Dialect.allCases)
    func milestones(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let user = try await studio.person(.user)
            let project = try await studio.project("Own", team: [manager, user])
            let other = try await studio.project("Other")
            let body: JSONValue = [
                "name": "m", "date": "2026-12-01", "project_id": .string(project.uuid.text),
            ]

            let made = await studio.post("/data/milestones", body, as: manager)
            let one = "/data/milestones/\(made["id"]?.stringValue ?? "")"
            let byUser = await studio.post("/data/milestones", body, as: user)
            let elsewhere = await studio.post(
                "/data/milestones", ["name": "m", "project_id": .string(other.uuid.text)], as: manager)
            let moved = await studio.put(one, ["project_id": .string(other.uuid.text)], as: manager)
            let vendor = try await studio.person(.vendor)
            let client = try await studio.person(.client)
            for guest in [vendor, client] { try await studio.join(guest, project) }
            let read = await studio.get("/data/projects/\(project)/milestones", as: user)

            #expect(made.status == 201)
            #expect([byUser.status, elsewhere.status] == [403, 403])
            #expect(moved["project_id"] == .string(project.uuid.text))
            #expect(await studio.get(one, as: vendor).status == 403)
            #expect(await studio.get("/data/projects/\(project)/milestones", as: client).status == 403)
            #expect(await studio.get("/data/projects/\(UUID().text)/milestones").json == [])
            #expect(read.list.count == 1)
            #expect(read.list.first?["type"] == nil)
            #expect(studio.events == ["milestone:new", "milestone:update"])
        }
    }

    @Test("What is in use is not deleted, and what is made by the server is not created", arguments: Dialect.allCases)
    func refusals(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let department = try await studio.department("Painting")
            let item = await studio.post("/data/hardware-items", ["name": "Box", "short_name": "box"])["id"] ?? .null
            _ = await studio.post("/data/departments/\(department)/hardware-items", ["hardware_item_id": item])
            let project = try await studio.project()
            let automation = await studio.post("/data/status-automations", ["entity_type": "asset"])["id"] ?? .null
            _ = await studio.post(
                "/data/projects/\(project)/settings/status-automations", ["status_automation_id": automation])
            studio.forget()

            let used = await studio.delete("/data/hardware-items/\(item.stringValue ?? "")")
            let chosen = await studio.delete("/data/status-automations/\(automation.stringValue ?? "")")
            let salary = await studio.post("/data/salary-scales", ["department_id": .string(department.uuid.text)])

            #expect(used.message == "The change conflicts with records referencing this one.")
            #expect(chosen.message == "This automation is used in a project.")
            #expect(salary.message == "Salary scales cannot be created")
            #expect(studio.events.isEmpty)
            #expect(await studio.get("/data/softwares/x").status == 404)
            #expect(await studio.put("/data/softwares/x", ["name": "a"]).message == "Malformed ID.")
        }
    }

    @Test("A budget's production and revision stay as they are", arguments: Dialect.allCases)
    func kept(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (own, other) = (try await studio.project("Own"), try await studio.project("Other"))
            let made = await studio.post("/data/budgets", ["name": "a", "project_id": .string(own.uuid.text)])
            let change: JSONValue = ["name": "b", "project_id": .string(other.uuid.text), "revision": 9]

            let changed = await studio.put("/data/budgets/\(made["id"]?.stringValue ?? "")", change)

            #expect(changed["name"] == "b")
            #expect(changed["project_id"] == .string(own.uuid.text))
            #expect(changed["revision"] == 1)
        }
    }

    @Test("Departments get machines and programs once", arguments: Dialect.allCases)
    func tools(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let department = try await studio.department("Painting")
            let user = try await studio.person(.user)
            let tool = await studio.post("/data/softwares", ["name": "a", "short_name": "a", "file_extension": "a"])
            let id = tool["id"] ?? .null
            let path = "/data/departments/\(department)/software-licenses"

            let added = await studio.post(path, ["software_id": id])
            let again = await studio.post(path, ["software_id": id])
            let read = await studio.get("\(path)/\(id.stringValue ?? "")")
            let all = await studio.get("/data/departments/software-licenses")
            let refused = await studio.post(path, ["software_id": id], as: user)
            let missing = await studio.post(path, ["software_id": .string(UUID().text)])
            let removed = await studio.delete("\(path)/\(id.stringValue ?? "")")

            #expect(added.status == 201)
            #expect(again.json == added.json)
            #expect(read.json == tool.json)
            #expect(all[department.uuid.text] == .array([tool.json]))
            #expect(refused.status == 403)
            #expect(missing.status == 404)
            #expect(removed.status == 204)
            #expect(await studio.get("/data/departments/software-licenses").json == .object([:]))
        }
    }
}
