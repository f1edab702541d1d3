import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct UserContextTests {
    @Test("One answer has all that a client starts with", arguments: Dialect.allCases)
    func context(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let project = try await studio.project("Own", team: [])
            try await studio.join(user, project, role: .supervisor)
            _ = try await studio.project("Other")
            _ = await studio.post("/data/user/filters", ["name": "f", "query": "q", "list_type": "todo"], as: user)

            let reply = await studio.get("/data/user/context", as: user)
            let ofAdmin = await studio.get("/data/user/context")

            #expect(reply.status == 200)
            #expect(
                reply.json.objectValue?.keys == [
                    "asset_types", "custom_actions", "status_automations", "departments", "studios",
                    "notification_count", "persons", "project_status", "project_roles", "projects", "task_types",
                    "task_status", "search_filters", "search_filter_groups", "preview_background_files", "plugins",
                ])
            #expect(reply["projects"]?.arrayValue?.map { $0["name"] } == ["Own"])
            #expect(
                reply["project_roles"]
                    == .object(JSONObject([(key: project.uuid.text, value: JSONValue.string("supervisor"))])))
            #expect(reply["persons"]?.arrayValue?.count == 2)
            #expect(reply["persons"]?.arrayValue?.first?["email"] == nil)
            #expect(reply["asset_types"]?.arrayValue?.contains { $0["name"] == "Shot" } == false)
            #expect(reply["asset_types"]?.arrayValue?.first?["type"] == "AssetType")
            #expect(reply["search_filters"]?["todo"]?["all"]?.arrayValue?.count == 1)
            #expect(ofAdmin["projects"]?.arrayValue?.count == 2)
            #expect(ofAdmin["user_limit"] == 100)
            #expect(ofAdmin["search_filters"] == .object([:]))
        }
    }

    @Test("A client hears of nobody outside of his teams", arguments: Dialect.allCases)
    func client(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let client = try await studio.person(.client)
            _ = try await studio.person(.user)
            _ = try await studio.project(team: [client])

            let reply = await studio.get("/data/user/context", as: client)
            let anonymous = await studio.anonymous(.get, "/data/user/context")

            #expect(reply["persons"]?.arrayValue?.map { $0["id"] } == [.string(client.id.text)])
            #expect(reply["persons"]?.arrayValue?.first?["desktop_login"] == nil)
            #expect(anonymous.status == 401)
        }
    }
}
