import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import NIOCore
import Stores
import Studio
import StudioTesting
import Testing

@Suite struct AnnotationsTests {
    @Test("Drawings are added, changed and removed by time and id", arguments: Dialect.allCases)
    func merge(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()

            let added = await stage.draw(
                id,
                ["additions": [Self.entry(1.5, [["id": "a", "k": 1], ["id": "b"]]), Self.entry(3, [["id": "c"]])]])
            let again = await stage.draw(id, ["additions": [Self.entry(3.0, [["id": "c", "k": 9], ["id": "d"]])]])
            let changed = await stage.draw(
                id,
                ["updates": [Self.entry(1.5, [["id": "a", "k": 2], ["id": "nobody"]]), Self.entry(7, [["id": "a"]])]])
            let removed = await stage.draw(
                id,
                ["deletions": [["time": 1.5, "objects": ["a", "nobody"]], ["time": 3, "objects": ["c", "d"]]]])

            #expect(Self.ids(added) == [["a", "b"], ["c"]])
            #expect(Self.ids(again) == [["a", "b"], ["c", "d"]])
            #expect(Self.ids(changed) == [["b", "a"], ["c", "d"]])
            #expect(Self.objects(changed).first?.last?["k"] == 2)
            #expect(Self.ids(removed) == [["b"]])
        }
    }

    @Test("An object without an id gets one, and everybody hears who drew", arguments: Dialect.allCases)
    func identity(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()

            let reply = await stage.draw(id, ["additions": [Self.entry(0, [["type": "path"]])]])

            #expect(Self.objects(reply).first?.first?["id"]?.stringValue.flatMap { UUID(uuidString: $0) } != nil)
            #expect(reply["comments"] == nil)
            #expect(stage.studio.events == ["preview-file:annotation-update"])
            #expect(
                stage.studio.fullEvents.first?.payload == [
                    "preview_file_id": .string(id.text), "person_id": .string(stage.manager.id.text),
                    "updated_at": reply["updated_at"] ?? .null, "project_id": .string(stage.project.uuid.text),
                ])
        }
    }

    @Test("Of two who draw at once neither loses anything", arguments: Dialect.allCases)
    func race(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()

            let drawn = await withTaskGroup(of: String?.self, returning: [String].self) { group in
                for name in ["a", "b", "c", "d"] {
                    group.addTask {
                        let reply = await stage.draw(id, ["additions": [Self.entry(0, [["id": .string(name)]])]])
                        return reply.status == 200 ? name : nil
                    }
                }
                return await group.reduce(into: []) { names, name in if let name { names.append(name) } }
            }
            let row = await stage.studio.get("/data/preview-files/\(id.text)")

            #expect(!drawn.isEmpty)
            #expect(Self.ids(row).first?.compactMap { $0?.stringValue }.sorted() == drawn.sorted())
        }
    }

    @Test("What is no drawing is refused, and nothing of it is kept", arguments: Dialect.allCases)
    func nonsense(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()
            let good = Self.entry(0, [["id": "a"]])

            for body in [
                ["additions": "x"], ["additions": .null], ["additions": [good, 1]], ["additions": [good, [:]]],
                ["additions": [good], "deletions": ["a"]], ["additions": [Self.entry(1, [1])]],
            ] as [JSONValue] {
                #expect(await stage.draw(id, body).status == 400)
            }

            let row = await stage.studio.get("/data/preview-files/\(id.text)")
            #expect(row["annotations"] == .null)
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("Managers, supervisors and clients draw; artists, vendors and strangers do not", arguments: Dialect.allCases)
    func roles(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()
            let supervisor = try await stage.studio.person(.supervisor, "Chief")
            try await stage.studio.join(supervisor, stage.project)

            for person in [stage.artist, stage.colleague, stage.vendor, stage.stranger] {
                #expect(await stage.draw(id, [:], as: person).status == 403)
            }
            for person in [stage.studio.admin, stage.manager, supervisor, stage.client] {
                #expect(await stage.draw(id, [:], as: person).status == 200)
            }
        }
    }

    private static func entry(_ time: Double, _ objects: [JSONValue]) -> JSONValue {
        ["time": .double(time), "drawing": ["objects": .array(objects)]]
    }

    private static func objects(_ reply: Reply) -> [[JSONValue]] {
        (reply["annotations"]?.arrayValue ?? []).map { $0["drawing"]?["objects"]?.arrayValue ?? [] }
    }

    private static func ids(_ reply: Reply) -> [[JSONValue?]] { self.objects(reply).map { $0.map { $0["id"] } } }
}

extension PreviewStage {
    fileprivate func draw(_ preview: UUID, _ body: JSONValue, as person: TestPerson? = nil) async -> Reply {
        await self.studio.put(
            "/actions/preview-files/\(preview.text)/update-annotations", body, as: person ?? self.manager)
    }
}
