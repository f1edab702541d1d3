import API
import Database
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct ProjectTemplatesTests {
    @Test("Managers read templates, administrators write them", arguments: Dialect.allCases)
    func access(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (manager, artist) = (try await studio.person(.manager), try await studio.person(.user))
            studio.forget()

            let made = await studio.post("/data/project-templates", ["name": "Series", "nonsense": 1])
            let path = "/data/project-templates/\(made.id?.text ?? "")"
            let read = await studio.get(path, as: manager)
            let refused = [
                await studio.get(path, as: artist), await studio.put(path, ["name": "Mine"], as: manager),
                await studio.post("/data/project-templates", ["name": "Mine"], as: manager),
                await studio.delete(path, as: manager),
            ]
            let gone = await studio.delete(path)
            let again = await studio.delete(path)

            #expect(made.status == 201 && made["fps"] == "25")
            #expect(read["task_types"] == [])
            #expect(refused.map(\.status) == [403, 403, 403, 403])
            #expect(gone.status == 204)
            #expect(again.status == 404 && again.json == ["message": "Project template not found"])
            #expect(studio.events == ["project-template:new", "project-template:delete"])
        }
    }

    @Test("A template with a name that is taken, or a bitrate that is none, is refused", arguments: Dialect.allCases)
    func refusals(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            _ = await studio.post("/data/project-templates", ["name": "Series"])
            let other = await studio.post("/data/project-templates", ["name": "Films"])
            let path = "/data/project-templates/\(other.id?.text ?? "")"
            studio.forget()

            let taken = [
                await studio.post("/data/project-templates", ["name": "Series"]),
                await studio.put(path, ["name": "Series"]),
            ]
            let nameless = await studio.post("/data/project-templates", [:])
            let bitrate = await studio.put(path, ["hd_bitrate_compression": 30])

            #expect(taken.allSatisfy { $0.message == "A project template with this name already exists" })
            #expect(nameless.message == "A required field is missing.")
            #expect(
                bitrate.message == "Invalid bitrate 30. Expected an integer number of Mbit/s between 1 and 28.")
            #expect(studio.events.isEmpty)
        }
    }

    @Test("A template lists its parts, each once and in its place", arguments: Dialect.allCases)
    func parts(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let template = await studio.post("/data/project-templates", ["name": "Series"])
            let path = "/data/project-templates/\(template.id?.text ?? "")"
            let (first, second) = (try await studio.taskType("Rigs"), try await studio.taskType("Cloth"))
            let type = try await studio.assetType()
            studio.forget()

            let refused = await studio.post(
                path + "/task-types", ["task_type_id": .string(first.uuid.text)], as: manager)
            let before = studio.events
            for id in [first, second, first] {
                _ = await studio.post(path + "/task-types", ["task_type_id": .string(id.uuid.text)])
            }
            let ordered = await studio.post(
                "/actions" + path.dropFirst(5) + "/task-types/reorder",
                ["task_type_ids": [.string(second.uuid.text), .string(first.uuid.text)]])
            let added = await studio.post(path + "/asset-types", ["asset_type_id": .string(type.uuid.text)])
            let unknown = await studio.post(path + "/asset-types", ["asset_type_id": .string(first.uuid.text)])
            let types = await studio.get(path + "/task-types", as: manager)
            let removed = await studio.delete(path + "/task-types/\(first)")
            let read = await studio.get(path, as: manager)

            #expect(refused.status == 403 && before.isEmpty)
            #expect(ordered.list.map { $0["priority"] } == [1, 2])
            #expect(added.json == ["id": .string(type.uuid.text), "name": "Character"])
            #expect(unknown.message == "Asset type \(first.uuid.text) does not exist")
            #expect(types.list.map { $0["name"] } == ["Cloth", "Rigs"])
            #expect(removed.status == 204)
            #expect(read["task_types"] == [.string(second.uuid.text)])
            #expect(Set(studio.events) == ["project-template:update"])
        }
    }

    @Test("Backgrounds have names of their own and one default", arguments: Dialect.allCases)
    func backgrounds(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let path = "/data/preview-background-files"

            let first = await studio.post(path, ["name": "Dusk", "is_default": true])
            let second = await studio.post(path, ["name": "Dawn", "is_default": true])
            let taken = await studio.post(path, ["name": "Dusk"])
            let after = await studio.get("\(path)/\(first.id?.text ?? "")")

            #expect(second["is_default"] == true && after["is_default"] == false)
            #expect(taken.message == "A preview background file with similar name already exists")
        }
    }

    @Test("Task types take the places that they are given", arguments: Dialect.allCases)
    func reordering(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let (first, second) = (try await studio.taskType("First"), try await studio.taskType("Second"))
            let path = "/actions/task-types/reorder"
            let ids: JSONValue = ["task_type_ids": [.string(second.uuid.text), .string(first.uuid.text)]]

            let refused = await studio.post(path, ids, as: manager)
            let ordered = await studio.post(path, ids)
            let wrong = await studio.post(path, ["task_type_ids": ["x"]])

            #expect(refused.status == 403)
            #expect(ordered.list.map { $0["name"] } == ["Second", "First"])
            #expect(ordered.list.map { $0["priority"] } == [1, 2])
            #expect(wrong.status == 400)
        }
    }
}
