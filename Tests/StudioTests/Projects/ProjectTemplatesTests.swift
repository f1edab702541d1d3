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
