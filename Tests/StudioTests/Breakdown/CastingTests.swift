import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct CastingTests {
    @Test("A casting replaces the one before, and listeners hear what came and went", arguments: Dialect.allCases)
    func cast(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            let frog = try await studio.asset("Frog", in: project)
            let kite = try await studio.asset("Kite", in: project, type: "Prop")
            let address = "/data/projects/\(project)/entities/\(shot)/casting"

            let first = await studio.put(address, [Self.cast(frog, 1), Self.cast(kite, 3, label: "fixed")])
            let names = studio.events
            studio.forget()
            _ = await studio.put(address, [Self.cast(frog, 2)])
            let casting = await studio.get(address)

            #expect(first.status == 200)
            #expect(first.list.count == 2)
            #expect(
                names == [
                    "asset:update", "entity-link:new", "asset:update", "entity-link:new", "shot:casting-update",
                ])
            #expect(studio.events == ["entity-link:new", "shot:casting-update", "asset:update"])
            let update = studio.fullEvents.first { $0.name == "shot:casting-update" }?.payload
            #expect(update?["nb_entities_out"] == 1)
            #expect(update?["removed_asset_ids"] == [.string(kite.uuid.text)])
            #expect(casting.list.map { $0["asset_name"] } == ["Frog"])
            #expect(casting.list.first?["nb_occurences"] == 2)
            #expect(casting.list.first?["label"] == "")
        }
    }

    @Test("An episode casts what its shots cast, until none does", arguments: Dialect.allCases)
    func episode(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let episode = try await studio.episode(in: project)
            let sequence = try await studio.sequence(in: project, episode: episode)
            let one = try await studio.shot("SH010", in: project, sequence: sequence)
            let two = try await studio.shot("SH020", in: project, sequence: sequence)
            let frog = try await studio.asset("Frog", in: project)
            let root = "/data/projects/\(project)/entities/"

            for shot in [one, two] { _ = await studio.put("\(root)\(shot)/casting", [Self.cast(frog, 1)]) }
            let cast = await studio.get("\(root)\(episode)/casting")
            _ = await studio.put("\(root)\(one)/casting", [])
            let still = await studio.get("\(root)\(episode)/casting")
            studio.forget()
            _ = await studio.put("\(root)\(two)/casting", [])
            let gone = await studio.get("\(root)\(episode)/casting")

            #expect(cast.list.count == 1)
            #expect(still.list.count == 1)
            #expect(gone.list.isEmpty)
            #expect(studio.events == ["shot:casting-update", "episode:casting-update", "asset:update"])
        }
    }

    @Test("Assets of other productions are cast only when they are shared", arguments: Dialect.allCases)
    func foreign(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let other = try await studio.project("Other")
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            let foreign = try await studio.asset("Newt", in: other)
            let foreignShot = try await studio.shot(in: other, sequence: try await studio.sequence(in: other))
            let address = "/data/projects/\(project)/entities/\(shot)/casting"

            let refused = await studio.put(address, [Self.cast(foreign, 1)])
            let noAsset = await studio.put(address, [Self.cast(shot, 1)])
            let noShot = await studio.put("/data/projects/\(project)/entities/\(foreignShot)/casting", [])
            let quiet = studio.events.isEmpty
            try await studio.database.write {
                try $0.run("UPDATE entity SET is_shared = \(true) WHERE id = \(foreign)")
            }
            let shared = await studio.put(address, [Self.cast(foreign, 1)])

            #expect(refused.status == 404)
            #expect(noAsset.status == 404)
            #expect(noShot.status == 404)
            #expect(quiet)
            #expect(shared.status == 200)
        }
    }

    @Test("A body that is no casting is refused and changes nothing", arguments: Dialect.allCases)
    func malformed(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            let frog = try await studio.asset("Frog", in: project)
            let address = "/data/projects/\(project)/entities/\(shot)/casting"
            _ = await studio.put(address, [Self.cast(frog, 1)])
            studio.forget()

            for body: JSONValue in [
                [:], "x", [1], [["asset_id": "x", "nb_occurences": 1]],
                [["asset_id": .string(frog.uuid.text), "nb_occurences": "x"]],
            ] {
                let reply = await studio.put(address, body)

                #expect(reply.status == 400, "\(body.text)")
            }

            #expect(studio.events.isEmpty)
            #expect(await studio.get(address).list.count == 1)
        }
    }

    @Test("Managers cast, the team looks on, vendors do not", arguments: Dialect.allCases)
    func roles(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            let address = "/data/projects/\(project)/entities/\(shot)/casting"
            for role in Role.allCases where role != .admin {
                let person = try await studio.person(role)
                try await studio.join(person, project)

                let change = await studio.put(address, [], as: person)
                let look = await studio.get(address, as: person)

                #expect(change.status == (role == .manager ? 200 : 403), "\(role)")
                #expect(look.status == (role == .vendor ? 403 : 200), "\(role)")
            }
        }
    }

    @Test("The castings of a sequence come as lists for its shots", arguments: Dialect.allCases)
    func sequence(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let sequence = try await studio.sequence("SQ01", in: project)
            let one = try await studio.shot("SH010", in: project, sequence: sequence)
            let two = try await studio.shot("SH020", in: project, sequence: sequence)
            let frog = try await studio.asset("Frog", in: project)
            let kite = try await studio.asset("Kite", in: project, type: "Prop")
            let batch: JSONObject = [
                one.uuid.text: [Self.cast(kite, 1), Self.cast(frog, 1)], two.uuid.text: [Self.cast(frog, 2)],
            ]

            let reply = await studio.put("/data/projects/\(project)/entities/casting", .object(batch))
            let map = await studio.get("/data/projects/\(project)/sequences/\(sequence)/casting")

            #expect(reply.status == 200)
            #expect(map.json.objectValue?.keys == [one.uuid.text, two.uuid.text])
            #expect(map[one.uuid.text]?.arrayValue?.map { $0["asset_name"] } == ["Frog", "Kite"])
            #expect(map[two.uuid.text]?.arrayValue?.first?["sequence_name"] == "SQ01")
            #expect(map[two.uuid.text]?.arrayValue?.first?["nb_occurences"] == 2)
        }
    }

    @Test("The links of one moment come on one page, and a cursor goes on behind them", arguments: Dialect.allCases)
    func links(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let supervisor = try await studio.person(.supervisor)
            let project = try await studio.project(team: [manager, supervisor])
            let sequence = try await studio.sequence(in: project)
            let frog = try await studio.asset("Frog", in: project)
            let kite = try await studio.asset("Kite", in: project, type: "Prop")
            for name in ["SH010", "SH020"] {
                let shot = try await studio.shot(name, in: project, sequence: sequence)
                _ = await studio.put(
                    "/data/projects/\(project)/entities/\(shot)/casting", [Self.cast(frog, 1), Self.cast(kite, 1)])
            }
            let address = "/data/projects/\(project)/entity-links"
            try await studio.database.write { tx in
                try tx.run(
                    """
                    UPDATE entity_link SET created_at = (
                        SELECT min(l.created_at) FROM entity_link l WHERE l.entity_in_id = entity_link.entity_in_id)
                    """)
            }

            let all = await studio.get(address, as: manager)
            let first = await studio.get(address + "?limit=1", as: manager)
            let cursor = first.list.last?["created_at"]?.stringValue ?? ""
            let rest = await studio.get(address + "?limit=1&cursor_created_at=\(cursor)", as: manager)
            let page = await studio.get(address + "?page=1&limit=3", as: manager)
            let refused = await studio.get(address, as: supervisor)

            #expect(all.list.count == 4)
            #expect(first.list.count == 2)
            #expect(rest["data"]?.arrayValue?.count == 2)
            #expect(rest["total"] == 4)
            #expect(page["data"]?.arrayValue?.count == 3)
            #expect(refused.status == 403)
        }
    }

    @Test("One link is taken out of a casting, but not by another project's managers", arguments: Dialect.allCases)
    func unlink(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let other = try await studio.project("Other")
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            let frog = try await studio.asset("Frog", in: project)
            let casting = "/data/projects/\(project)/entities/\(shot)/casting"
            _ = await studio.put(casting, [Self.cast(frog, 1)])
            let link = await studio.get("/data/projects/\(project)/entity-links").list[0]["id"]?.stringValue ?? ""
            studio.forget()

            let foreign = await studio.delete("/data/projects/\(other)/entity-links/\(link)")
            let quiet = studio.events.isEmpty
            let reply = await studio.delete("/data/projects/\(project)/entity-links/\(link)")
            let left = await studio.get(casting)

            #expect(foreign.status == 404)
            #expect(quiet)
            #expect(reply.status == 200)
            #expect(reply["entity_out_id"] == .string(frog.uuid.text))
            #expect(left.list.isEmpty)
            #expect(studio.events == ["shot:casting-update", "asset:update"])
        }
    }

    @Test("A shot counts the assets that are ready for its tasks", arguments: Dialect.allCases)
    func ready(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let shot = try await studio.shot(in: project, sequence: try await studio.sequence(in: project))
            let frog = try await studio.asset("Frog", in: project)
            let kite = try await studio.asset("Kite", in: project, type: "Prop")
            let animation = try await studio.taskType("Animation", for: "Shot")
            let task = try await studio.task(on: shot, type: animation, in: project)
            _ = await studio.put(
                "/data/projects/\(project)/entities/\(shot)/casting", [Self.cast(frog, 1), Self.cast(kite, 1)])
            studio.forget()

            _ = await studio.put("/data/entities/\(frog)", ["ready_for": .string(animation.uuid.text)])
            let count = try await studio.database.read {
                try $0.count("SELECT nb_assets_ready FROM task WHERE id = \(task)")
            }

            #expect(count == 1)
            #expect(studio.events == ["task:update-casting-stats", "asset:update"])
            #expect(studio.fullEvents.first?.payload["nb_assets_ready"] == 1)
        }
    }

    @Test("Where an asset is cast is told with shots first", arguments: Dialect.allCases)
    func castIn(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let episode = try await studio.episode("E01", in: project)
            let sequence = try await studio.sequence("SQ01", in: project, episode: episode)
            let shot = try await studio.shot("SH010", in: project, sequence: sequence)
            let frog = try await studio.asset("Frog", in: project)
            let pond = try await studio.asset("Pond", in: project, type: "Environment")
            for id in [shot, pond] {
                _ = await studio.put("/data/projects/\(project)/entities/\(id)/casting", [Self.cast(frog, 2)])
            }

            let reply = await studio.get("/data/assets/\(frog)/cast-in")
            let table = await studio.get("/export/csv/projects/\(project)/casting.csv?is_shot_casting=true")

            #expect(reply.list.count == 2)
            #expect(reply.list[0]["shot_name"] == "SH010")
            #expect(reply.list[0]["episode_name"] == "E01")
            #expect(reply.list[1]["asset_name"] == "Pond")
            #expect(
                table.text == "Episode;Parent;Name;Asset Type;Asset;Occurences;Label\r\n"
                    + "E01;SQ01;SH010;Character;Frog;2;\r\n")
        }
    }

    private static func cast(_ asset: EntityRow.ID, _ count: Int64, label: String? = nil) -> JSONValue {
        var object: JSONObject = ["asset_id": .string(asset.uuid.text), "nb_occurences": .int(count)]
        if let label { object["label"] = .string(label) }
        return .object(object)
    }
}
