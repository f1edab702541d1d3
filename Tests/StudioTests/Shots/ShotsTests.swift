import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct ShotsTests {
    @Test("A manager makes a shot, and its listeners hear of it", arguments: Dialect.allCases)
    func make(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let episode = try await studio.episode(in: project)
            let sequence = try await studio.sequence(in: project, episode: episode)

            let reply = await studio.post(
                "/data/projects/\(project)/shots",
                [
                    "name": "SH010", "sequence_id": .string(sequence.uuid.text), "nb_frames": 24,
                    "data": ["frame_in": 1, "frame_out": 24],
                ], as: manager)

            #expect(reply.status == 201)
            #expect(reply["type"] == "Shot")
            #expect(reply["parent_id"] == .string(sequence.uuid.text))
            #expect(reply["nb_frames"] == 24)
            #expect(reply["data"] == ["frame_in": 1, "frame_out": 24])
            #expect(reply["description"] == .null)
            #expect(reply["created_by"] == .string(manager.id.text))
            #expect(studio.events == ["shot:new"])
            #expect(studio.fullEvents.first?.payload["episode_id"] == .string(episode.uuid.text))
            #expect(studio.fullEvents.first?.payload["shot_id"] == reply["id"])
        }
    }

    @Test("A second shot of the same name in a sequence is the first one", arguments: Dialect.allCases)
    func sameName(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let sequence = try await studio.sequence(in: project)
            let body: JSONValue = ["name": "SH010", "sequence_id": .string(sequence.uuid.text)]
            let first = await studio.post("/data/projects/\(project)/shots", body)
            studio.forget()

            let second = await studio.post("/data/projects/\(project)/shots", body)
            let other = await studio.post("/data/projects/\(project)/shots", ["name": "SH010"])

            #expect(second.status == 201)
            #expect(second.id == first.id)
            #expect(other.id != first.id)
            #expect(studio.events == ["shot:new"])
        }
    }

    @Test("A shot needs a name of 1 to 160 characters", arguments: Dialect.allCases)
    func names(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let address = "/data/projects/\(project)/shots"

            let none = await studio.post(address, [:])
            let empty = await studio.post(address, ["name": ""])
            let long = await studio.post(address, ["name": .string(String(repeating: "x", count: 161))])
            let list = await studio.get(address)

            #expect(none.status == 400)
            #expect(none["data"]?["errors"] == [["field": "name", "message": "Field required"]])
            #expect(empty.status == 400)
            #expect(
                empty["data"]?["errors"] == [["field": "name", "message": "String should have at least 1 character"]])
            #expect(long.status == 400)
            #expect(list.list.isEmpty)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("A sequence of another project, or something that is none, is not found", arguments: Dialect.allCases)
    func foreignSequence(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let other = try await studio.project("Other")
            let foreign = try await studio.sequence(in: other)
            let asset = try await studio.asset(in: project)

            for id in [foreign, asset] {
                let reply = await studio.post(
                    "/data/projects/\(project)/shots", ["name": "SH010", "sequence_id": .string(id.uuid.text)])

                #expect(reply.status == 404)
            }
            #expect(studio.events.isEmpty)
        }
    }

    @Test("Only the project's managers make shots", arguments: Dialect.allCases)
    func whoMakes(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let stranger = try await studio.person(.manager)
            for role in [Role.supervisor, .user, .vendor, .client] {
                let person = try await studio.person(role)
                try await studio.join(person, project)

                let reply = await studio.post("/data/projects/\(project)/shots", ["name": "SH010"], as: person)

                #expect(reply.status == 403, "\(role)")
            }

            let outside = await studio.post("/data/projects/\(project)/shots", ["name": "SH010"], as: stranger)

            #expect(outside.status == 403)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("The list is for the team, by name, and without a project for administrators", arguments: Dialect.allCases)
    func list(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let stranger = try await studio.person(.manager)
            let project = try await studio.project(team: [user])
            let sequence = try await studio.sequence("SQ01", in: project)
            _ = try await studio.shot("SH020", in: project, sequence: sequence)
            _ = try await studio.shot("SH010", in: project, sequence: sequence)

            let all = await studio.get("/data/shots/all?project_id=\(project)", as: user)
            let named = await studio.get("/data/shots/all?sequence_id=\(sequence)&name=sh010", as: user)
            let outside = await studio.get("/data/shots/all?project_id=\(project)", as: stranger)
            let anywhere = await studio.get("/data/shots/all", as: user)
            let admin = await studio.get("/data/shots/all")
            let malformed = await studio.get("/data/shots/all?project_id=x")
            let missing = await studio.get("/data/shots/all?sequence_id=\(UUID())")

            #expect(all.list.map { $0["name"] } == ["SH010", "SH020"])
            #expect(all.list.first?["project_name"] == "Swallows")
            #expect(all.list.first?["sequence_name"] == "SQ01")
            #expect(named.list.map { $0["name"] } == ["SH010"])
            #expect(outside.status == 403)
            #expect(anywhere.status == 403)
            #expect(admin.list.count == 2)
            #expect(malformed.message == "Invalid UUID value: x")
            #expect(malformed.status == 400)
            #expect(missing.status == 404)
        }
    }

    @Test("A vendor sees the shots that he has tasks on, and only his tasks", arguments: Dialect.allCases)
    func vendor(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let vendor = try await studio.person(.vendor)
            let project = try await studio.project(team: [vendor])
            let sequence = try await studio.sequence(in: project)
            let mine = try await studio.shot("SH010", in: project, sequence: sequence)
            let other = try await studio.shot("SH020", in: project, sequence: sequence)
            let animation = try await studio.taskType("Animation", for: "Shot")
            let lighting = try await studio.taskType("Lighting", for: "Shot")
            let task = try await studio.task(on: mine, type: animation, in: project, assignees: [vendor])
            _ = try await studio.task(on: mine, type: lighting, in: project)
            _ = try await studio.task(on: other, type: animation, in: project)

            let list = await studio.get("/data/shots/all?project_id=\(project)", as: vendor)
            let withTasks = await studio.get("/data/shots/with-tasks?project_id=\(project)", as: vendor)
            let sequences = await studio.get("/data/sequences?project_id=\(project)", as: vendor)

            #expect(list.list.map { $0["name"] } == ["SH010"])
            #expect(withTasks.list.map { $0["name"] } == ["SH010"])
            let ids = withTasks.list.first?["tasks"]?.arrayValue?.map { $0["id"] }
            #expect(ids == [.string(task.uuid.text)])
            #expect(sequences.list.count == 1)
        }
    }

    @Test("Shots with tasks come as objects, as rows under a header, and as lines", arguments: Dialect.allCases)
    func forms(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let project = try await studio.project(team: [user])
            let episode = try await studio.episode("E01", in: project)
            let sequence = try await studio.sequence("SQ01", in: project, episode: episode)
            let shot = try await studio.shot("SH010", in: project, sequence: sequence)
            _ = try await studio.shot("SH020", in: project, sequence: sequence)
            let type = try await studio.taskType("Animation", for: "Shot")
            let task = try await studio.task(on: shot, type: type, in: project, assignees: [user])
            let address = "/data/shots/with-tasks?project_id=\(project)"

            let objects = await studio.get(address, as: user)
            let compact = await studio.get(address + "&compact=true", as: user)
            let stream = await studio.get(address + "&stream=true&compact=true", as: user)

            #expect(objects.list.count == 2)
            #expect(objects.list[0]["episode_name"] == "E01")
            #expect(objects.list[0]["tasks"]?.arrayValue?.first?["assignees"] == [.string(user.id.text)])
            #expect(objects.list[0]["tasks"]?.arrayValue?.first?["is_subscribed"] == false)
            #expect(objects.list[1]["tasks"] == [])
            #expect(objects.list[0].objectValue?.keys.last == "type")
            let fields = compact["shot_fields"]?.arrayValue?.compactMap(\.stringValue) ?? []
            let row = compact["rows"]?.arrayValue?.first?.arrayValue ?? []
            #expect(fields.count == row.count)
            #expect(fields.suffix(2) == ["type", "tasks"])
            #expect(row[fields.firstIndex(of: "name") ?? 0] == "SH010")
            #expect(row.last?.arrayValue?.first?.arrayValue?.first == .string(task.uuid.text))
            let lines = stream.text.split(separator: "\n")
            #expect(stream.headers[.contentType] == "application/x-ndjson")
            #expect(lines.count == 3)
            #expect(lines[0].hasPrefix(#"{"compact":true,"shot_fields":["canceled","data""#))
            #expect(lines[1].hasPrefix("["))
        }
    }

    @Test("Sequences and episodes are made once for a name, in a parent of their project", arguments: Dialect.allCases)
    func parents(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let other = try await studio.project("Other")
            let foreign = try await studio.episode(in: other)

            let episode = await studio.post(
                "/data/projects/\(project)/episodes", ["name": "Pilot", "status": "standby"])
            let again = await studio.post("/data/projects/\(project)/episodes", ["name": "Pilot"])
            let sequence = await studio.post(
                "/data/projects/\(project)/sequences", ["name": "SQ01", "episode_id": episode["id"] ?? .null])
            let refused = await studio.post(
                "/data/projects/\(project)/sequences", ["name": "SQ02", "episode_id": .string(foreign.uuid.text)])
            let list = await studio.get("/data/sequences?episode_id=\(episode.id?.text ?? "")&name=SQ01")

            #expect(episode.status == 201)
            #expect(episode["status"] == "standby")
            #expect(episode["description"] == "")
            #expect(again.id == episode.id)
            #expect(sequence["parent_id"] == episode["id"])
            #expect(refused.status == 404)
            #expect(list.list.count == 1)
            #expect(studio.events == ["episode:new", "sequence:new"])
        }
    }
}
