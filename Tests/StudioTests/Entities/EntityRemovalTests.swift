import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct EntityRemovalTests {
    @Test("An asset that is cast stays, and a link that moves counts where it went", arguments: Dialect.allCases)
    func links(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let (shot, other) = (try await studio.shot(in: project), try await studio.shot("SH02", in: project))
            let asset = try await studio.asset(in: project)
            let link = await studio.post(
                "/data/entity-links",
                ["entity_in_id": .string(shot.uuid.text), "entity_out_id": .string(asset.uuid.text)])
            let refused = await studio.delete("/data/entities/\(asset)")
            studio.forget()

            let moved = await studio.put(
                "/data/entity-links/\(link["id"]?.stringValue ?? "")", ["entity_in_id": .string(other.uuid.text)])

            #expect(refused.message == "The change conflicts with records referencing this one.")
            #expect(moved.status == 200)
            #expect(studio.fullEvents.map(\.payload) == [["entity_link_id": link["id"] ?? .null]])
            #expect(await studio.get("/data/entities/\(shot)")["nb_entities_out"] == 0)
            #expect(await studio.get("/data/entities/\(other)")["nb_entities_out"] == 1)
        }
    }

    @Test("A shot without tasks goes, one with tasks is canceled", arguments: Dialect.allCases)
    func shots(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let sequence = try await studio.sequence(in: project)
            let empty = try await studio.shot("SH010", in: project, sequence: sequence)
            let busy = try await studio.shot("SH020", in: project, sequence: sequence)
            let type = try await studio.taskType("Animation", for: "Shot")
            _ = try await studio.task(on: busy, type: type, in: project)

            let gone = await studio.delete("/data/shots/\(empty)")
            let canceled = await studio.delete("/data/shots/\(busy)")
            let list = await studio.get("/data/projects/\(project)/shots")

            #expect(gone.status == 204)
            #expect(canceled.status == 204)
            #expect(list.list.map { $0["name"] } == ["SH020"])
            #expect(list.list.first?["canceled"] == true)
            #expect(studio.events == ["shot:delete", "shot:update"])
        }
    }

    @Test("With force a shot goes with its tasks and what was made for them", arguments: Dialect.allCases)
    func force(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let project = try await studio.project(team: [user])
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            let type = try await studio.taskType("Animation", for: "Shot")
            let task = try await studio.task(on: shot, type: type, in: project, assignees: [user])
            let status = try await studio.status("wip")
            _ = await studio.post(
                "/actions/tasks/\(task)/comment",
                ["task_status_id": .string(status.uuid.text), "comment": "first"], as: user)
            studio.forget()

            let reply = await studio.delete("/data/shots/\(shot)?force=true")
            let rows = try await studio.database.read { reader in
                try reader.count(
                    """
                    SELECT (SELECT count(*) FROM task) + (SELECT count(*) FROM comment)
                        + (SELECT count(*) FROM task_person_link)
                    """)
            }

            #expect(reply.status == 204)
            #expect(rows == 0)
            #expect(studio.events.contains("task:delete"))
            #expect(studio.events.last == "shot:delete")
        }
    }

    @Test("Sequences and episodes go only when they are empty, or with force", arguments: Dialect.allCases)
    func parents(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let episode = try await studio.episode(in: project)
            let sequence = try await studio.sequence(in: project, episode: episode)
            _ = try await studio.shot(in: project, sequence: sequence)

            let full = await studio.delete("/data/sequences/\(sequence)")
            let fuller = await studio.delete("/data/episodes/\(episode)")
            let quiet = studio.events.isEmpty
            let forced = await studio.delete("/data/episodes/\(episode)?force=true")
            let left = try await studio.database.read { try $0.count("SELECT count(*) FROM entity") }

            #expect(full.text == #"{"error":true,"message":"Some data are still linked to this sequence."}"#)
            #expect(full.status == 400)
            #expect(fuller.message == "Some data are still linked to this episode.")
            #expect(quiet)
            #expect(forced.status == 204)
            #expect(left == 0)
            #expect(studio.events == ["shot:delete", "sequence:delete", "episode:delete"])
        }
    }

    @Test("What is of another kind is not found, and only managers delete", arguments: Dialect.allCases)
    func refusals(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let supervisor = try await studio.person(.supervisor)
            let project = try await studio.project(team: [supervisor])
            let asset = try await studio.asset(in: project)

            let wrong = await studio.delete("/data/shots/\(asset)")
            let missing = await studio.delete("/data/assets/\(UUID())")
            let refused = await studio.delete("/data/assets/\(asset)", as: supervisor)
            let still = await studio.get("/data/assets/\(asset)", as: supervisor)

            #expect(wrong.status == 404)
            #expect(missing.status == 404)
            #expect(refused.status == 403)
            #expect(still.status == 200)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("Where a deleted asset was cast, the casting is counted anew", arguments: Dialect.allCases)
    func cast(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            let frog = try await studio.asset("Frog", in: project)
            _ = await studio.put(
                "/data/projects/\(project)/entities/\(shot)/casting",
                [["asset_id": .string(frog.uuid.text), "nb_occurences": 1]])
            studio.forget()

            let reply = await studio.delete("/data/assets/\(frog)")
            let after = await studio.get("/data/entities/\(shot)")

            #expect(reply.status == 204)
            #expect(after["nb_entities_out"] == 0)
            #expect(studio.events == ["asset:delete", "shot:casting-update"])
        }
    }
}
