import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct MyEntitiesTests {
    @Test("Someone sees what he is assigned to, and what that is part of", arguments: Dialect.allCases)
    func assigned(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let colleague = try await studio.person(.user)
            let project = try await studio.project(team: [user, colleague])
            let episode = try await studio.episode(in: project)
            let sequence = try await studio.sequence("SQ1", in: project, episode: episode)
            let shot = try await studio.shot("SH1", in: project, sequence: sequence)
            _ = try await studio.shot("SH2", in: project, sequence: sequence)
            let asset = try await studio.asset("Frog", in: project)
            let type = try await studio.taskType("Animation", for: "Shot")
            for entity in [shot, asset] {
                _ = try await studio.task(on: entity, type: type, in: project, assignees: [user])
            }
            let character = try await studio.assetType()
            let lists = [
                "projects/\(project)/asset-types": "Character",
                "projects/\(project)/asset-types/\(character)/assets": "Frog",
                "projects/\(project)/sequences": "SQ1", "projects/\(project)/episodes": "E01",
                "sequences/\(sequence)/shots": "SH1", "shots/\(shot)/tasks": "main",
                "shots/\(shot)/task-types": "Animation", "assets/\(asset)/tasks": "main",
            ]

            for (path, name) in lists {
                let own = await studio.get("/data/user/\(path)", as: user).list
                let ofColleague = await studio.get("/data/user/\(path)", as: colleague)

                #expect(own.map { $0["name"] } == [.string(name)], "\(path)")
                #expect(ofColleague.status == 200, "\(path)")
                #expect(ofColleague.list.isEmpty, "\(path)")
            }
        }
    }

    @Test("What does not exist is not found", arguments: Dialect.allCases)
    func missing(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let id = UUID().text

            for path in ["projects/\(id)/sequences", "shots/\(id)/tasks", "sequences/\(id)/shots", "shots/x/tasks"] {
                #expect(await studio.get("/data/user/\(path)").status == 404, "\(path)")
            }
        }
    }
}
