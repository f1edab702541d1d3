import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct SearchFiltersTests {
    @Test("A search is kept by page and production, changed and forgotten", arguments: Dialect.allCases)
    func life(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let project = try await studio.project(team: [user])

            let made = await studio.post("/data/user/filters", .search(in: project), as: user)
            let one = "/data/user/filters/\(made["id"]?.stringValue ?? "")"
            let lists = await studio.get("/data/user/filters", as: user)
            let changed = await studio.put(one, ["name": "g", "search_query": "qq"], as: user)
            let deleted = await studio.delete(one, as: user)
            let after = await studio.get("/data/user/filters", as: user)

            #expect(made.status == 201)
            #expect(made["search_query"] == "q")
            #expect(made["person_id"] == .string(user.id.text))
            #expect(lists["asset"]?[project.uuid.text]?.arrayValue == [made.json])
            #expect(changed["name"] == "g")
            #expect(changed["search_query"] == "qq")
            #expect(deleted.status == 204)
            #expect(after.json == .object([:]))
        }
    }

    @Test("Managers share with their team, others keep for themselves", arguments: Dialect.allCases)
    func sharing(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let user = try await studio.person(.user)
            let outsider = try await studio.person(.user)
            let project = try await studio.project(team: [manager, user])

            let shared = await studio.post("/data/user/filters", .search(in: project, isShared: true), as: manager)
            let kept = await studio.post("/data/user/filters", .search(in: project, isShared: true), as: user)
            let ofUser = await studio.get("/data/user/filters", as: user)
            let ofManager = await studio.get("/data/user/filters", as: manager)
            let ofOutsider = await studio.get("/data/user/filters", as: outsider)

            #expect(shared["is_shared"] == true)
            #expect(kept["is_shared"] == false)
            #expect(ofUser["asset"]?[project.uuid.text]?.arrayValue == [shared.json, kept.json])
            #expect(ofManager["asset"]?[project.uuid.text]?.arrayValue == [shared.json])
            #expect(ofOutsider.json == .object([:]))
        }
    }

    @Test("Another's search is not there, and no search is kept in a foreign production", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let user = try await studio.person(.user)
            let project = try await studio.project(team: [manager])
            let shared = await studio.post("/data/user/filters", .search(in: project, isShared: true), as: manager)
            let one = "/data/user/filters/\(shared["id"]?.stringValue ?? "")"

            let changed = await studio.put(one, ["name": "mine"], as: user)
            let deleted = await studio.delete(one, as: user)
            let outside = await studio.post("/data/user/filters", .search(in: project), as: user)
            let nameless = await studio.post("/data/user/filters", ["name": "", "query": "q"], as: user)

            #expect([changed.status, deleted.status] == [404, 404])
            #expect(outside.status == 403)
            #expect(nameless.message == "Validation error.")
            #expect(await studio.get("/data/user/filters", as: manager)["asset"]?[project.uuid.text] == [shared.json])
        }
    }

    @Test("A group takes its searches along", arguments: Dialect.allCases)
    func groups(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let group = await studio.post("/data/user/filter-groups", .search(in: project, isShared: true), as: manager)
            let id = group["id"] ?? .null
            var body = JSONValue.search(in: project).objectValue ?? [:]
            body["search_filter_group_id"] = id

            let unlike = await studio.post("/data/user/filters", .object(body), as: manager)
            body["is_shared"] = true
            let alike = await studio.post("/data/user/filters", .object(body), as: manager)
            let deleted = await studio.delete("/data/user/filter-groups/\(id.stringValue ?? "")", as: manager)

            #expect(group.status == 201)
            #expect(unlike.status == 400)
            #expect(alike.status == 201)
            #expect(deleted.status == 204)
            #expect(await studio.get("/data/user/filters", as: manager).json == .object([:]))
            #expect(await studio.get("/data/user/filter-groups", as: manager).json == .object([:]))
        }
    }
}

extension JSONValue {
    fileprivate static func search(in project: ProjectRow.ID, isShared: Bool = false) -> JSONValue {
        [
            "name": "f", "query": "q", "color": "#ffffff", "list_type": "asset", "is_shared": .bool(isShared),
            "project_id": .string(project.uuid.text),
        ]
    }
}
