import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct AssetsTests {
    @Test("A manager makes an asset, of a type of assets and for an episode", arguments: Dialect.allCases)
    func make(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let episode = try await studio.episode(in: project)
            let type = try await studio.assetType("Character")

            let reply = await studio.post(
                "/data/projects/\(project)/asset-types/\(type)/assets/new",
                [
                    "name": "Haru", "data": [:], "is_shared": false, "description": "first draft",
                    "episode_id": .string(episode.uuid.text),
                ], as: manager)

            #expect(reply.status == 201)
            #expect(reply["type"] == "Asset")
            #expect(reply["source_id"] == .string(episode.uuid.text))
            #expect(reply["entity_type_id"] == .string(type.uuid.text))
            #expect(studio.events == ["asset:new"])
            #expect(studio.fullEvents.first?.payload["asset_type"] == .string(type.uuid.text))
        }
    }

    @Test("Shots are no type of assets, and episodes of other projects no episodes", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let other = try await studio.project("Other")
            let foreign = try await studio.episode(in: other)
            let type = try await studio.assetType("Character")
            let shots = try await studio.assetType("Shot")
            let user = try await studio.person(.user)
            try await studio.join(user, project)

            let noType = await studio.post("/data/projects/\(project)/asset-types/\(shots)/assets/new", ["name": "A"])
            let noEpisode = await studio.post(
                "/data/projects/\(project)/asset-types/\(type)/assets/new",
                ["name": "A", "episode_id": .string(foreign.uuid.text)])
            let noRight = await studio.post(
                "/data/projects/\(project)/asset-types/\(type)/assets/new", ["name": "A"], as: user)
            let list = await studio.get("/data/projects/\(project)/assets")

            #expect(noType.status == 404)
            #expect(noEpisode.status == 404)
            #expect(noRight.status == 403)
            #expect(list.list.isEmpty)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("Everyone gets the assets of his own productions", arguments: Dialect.allCases)
    func list(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let vendor = try await studio.person(.vendor)
            let stranger = try await studio.person(.user)
            let project = try await studio.project(team: [user, vendor])
            let other = try await studio.project("Other")
            let frog = try await studio.asset("Frog", in: project)
            _ = try await studio.asset("Toad", in: project)
            _ = try await studio.asset("Newt", in: other)
            let type = try await studio.taskType("Modeling")
            _ = try await studio.task(on: frog, type: type, in: project, assignees: [vendor])

            let mine = await studio.get("/data/assets/all", as: user)
            let vendors = await studio.get("/data/assets", as: vendor)
            let nothing = await studio.get("/data/assets/all", as: stranger)
            let refused = await studio.get("/data/assets/all?project_id=\(project)", as: stranger)
            let named = await studio.get("/data/assets/all?project_id=\(project)&name=toad", as: user)
            let all = await studio.get("/data/assets/all")

            #expect(mine.list.map { $0["name"] } == ["Frog", "Toad"])
            #expect(vendors.list.map { $0["name"] } == ["Frog"])
            #expect(nothing.text == "[]")
            #expect(refused.status == 403)
            #expect(named.list.map { $0["name"] } == ["Toad"])
            #expect(all.list.count == 3)
        }
    }

    @Test("Assets with tasks have empty texts where ids are missing", arguments: Dialect.allCases)
    func withTasks(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let project = try await studio.project(team: [user])
            let frog = try await studio.asset("Frog", in: project)
            let type = try await studio.taskType("Modeling")
            let task = try await studio.task(on: frog, type: type, in: project, assignees: [user])

            let reply = await studio.get("/data/assets/with-tasks?project_id=\(project)", as: user)
            let main = await studio.get("/data/assets/with-tasks?project_id=\(project)&episode_id=main", as: user)
            let wrong = await studio.get("/data/assets/with-tasks?project_id=\(project)&episode_id=x", as: user)

            let asset = reply.list.first
            #expect(asset?["preview_file_id"] == "")
            #expect(asset?["ready_for"] == "None")
            #expect(asset?["episode_id"] == "")
            #expect(asset?["casting_episode_ids"] == [])
            #expect(asset?["asset_type_name"] == "Character")
            #expect(asset?["type"] == nil)
            #expect(asset?["tasks"]?.arrayValue?.first?["id"] == .string(task.uuid.text))
            #expect(main.list.count == 1)
            #expect(wrong.status == 400)
        }
    }
}
