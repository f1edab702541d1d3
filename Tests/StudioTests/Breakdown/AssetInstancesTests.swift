import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct AssetInstancesTests {
    @Test("An asset is put in a scene time and again, each time under a number", arguments: Dialect.allCases)
    func counting(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { stage in
            let studio = stage.studio
            let scene = try await studio.entity("SC01", "Scene", in: stage.project)
            let shot = try await studio.shot(in: stage.project)
            let path = "/data/scenes/\(scene)/asset-instances"
            let body: JSONValue = ["asset_id": .string(stage.asset.uuid.text)]
            studio.forget()

            let first = await studio.post(path, body, as: stage.artist)
            let second = await studio.post(path, body, as: stage.artist)
            let shown = await studio.post(
                "/data/shots/\(shot)/asset-instances", ["asset_instance_id": second["id"] ?? .null], as: stage.artist)
            let inScene = await studio.get(path, as: stage.colleague)
            let inShot = await studio.get("/data/shots/\(shot)/asset-instances", as: stage.colleague)
            let notAnAsset = await studio.post(path, ["asset_id": .string(shot.uuid.text)], as: stage.artist)

            #expect(first["name"] == "Frog_0001" && second["name"] == "Frog_0002")
            #expect(shown.status == 201)
            #expect(inScene[stage.asset.uuid.text]?.arrayValue == [first.json, second.json])
            #expect(inShot[stage.asset.uuid.text]?.arrayValue == [second.json])
            #expect(notAnAsset.status == 404)
            #expect(studio.events == ["asset_instance:new", "asset_instance:new", "asset_instance:add-to-shot"])
        }
    }

    @Test("An instance is tied to nothing of another production", arguments: Dialect.allCases)
    func ties(_ dialect: Dialect) async throws {
        try await withFiles(on: dialect) { stage in
            let studio = stage.studio
            let (_, foreign) = try await stage.foreignTask()
            let other = try await studio.project("Herons")
            let shot = try await studio.shot(in: other)
            let instance = try await studio.insert(
                AssetInstanceRow.self, ["asset_id": .uuid(stage.asset.uuid), "number": .int(1)])
            let path = "/data/asset-instances/\(instance)"
            let outsider = try await studio.person(.manager)
            studio.forget()

            let refused = [
                await studio.put(path, ["target_asset_id": .string(foreign.uuid.text)], as: stage.artist),
                await studio.put(path, ["shots": [.string(shot.uuid.text)]], as: stage.artist),
                await studio.put(path, ["asset_id": .string(foreign.uuid.text)], as: stage.artist),
                await studio.put(path, ["name": "Mine"], as: outsider), await studio.get(path, as: outsider),
            ]
            let before = studio.events
            let changed = await studio.put(path, ["name": "Green", "number": 8], as: stage.artist)

            #expect(refused.map(\.status) == [404, 404, 403, 403, 403])
            #expect(before.isEmpty)
            #expect(changed["name"] == "Green" && changed["number"] == 1)
            #expect(studio.events == ["asset-instance:update"])
        }
    }
}
