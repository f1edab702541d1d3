import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct PlaylistRowsTests {
    @Test("Clients see the playlists for them, vendors none", arguments: Dialect.allCases)
    func sight(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (client, vendor) = (try await studio.person(.client), try await studio.person(.vendor))
            let (artist, foreign) = (try await studio.person(.user), try await studio.person(.client))
            let project = try await studio.project(team: [client, vendor, artist])
            let inner = try await studio.playlist("Dailies", in: project)
            let outer = try await studio.playlist("For the client", in: project, forClient: true)

            let lists = [client, artist, foreign].map { person in (person, "/data/playlists") }
            var counts: [Int] = []
            for (person, path) in lists { counts.append(await studio.get(path, as: person).list.count) }
            let refused = [
                await studio.get("/data/playlists", as: vendor),
                await studio.get("/data/playlists/\(inner)", as: client),
                await studio.get("/data/playlists/\(outer)", as: foreign),
                await studio.get("/data/playlists/\(outer)", as: vendor),
            ]
            let read = await studio.get("/data/playlists/\(outer)", as: client)

            #expect(counts == [1, 2, 0])
            #expect(refused.map(\.status) == [403, 403, 403, 403])
            #expect(read["build_jobs"] == [])
        }
    }

    @Test("A supervisor makes playlists, and changes only his own", arguments: Dialect.allCases)
    func supervisors(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (supervisor, other) = (try await studio.person(.supervisor), try await studio.person(.supervisor))
            let (artist, foreign) = (try await studio.person(.user), try await studio.person(.supervisor))
            let project = try await studio.project(team: [supervisor, other, artist])
            let body: JSONValue = ["name": "Mine", "project_id": .string(project.uuid.text)]

            let made = await studio.post("/data/playlists", body, as: supervisor)
            let path = "/data/playlists/\(made.id?.text ?? "")"
            studio.forget()
            let refused = [
                await studio.post("/data/playlists", body, as: artist),
                await studio.post("/data/playlists", body, as: foreign),
                await studio.put(path, ["for_client": true], as: other), await studio.delete(path, as: artist),
            ]
            let before = studio.events
            let changed = await studio.put(path, ["for_client": true], as: supervisor)
            let deleted = await studio.delete(path, as: supervisor)

            #expect(made.status == 201 && made["created_by"]?.stringValue == supervisor.id.text)
            #expect(refused.map(\.status) == [403, 403, 403, 403] && before.isEmpty)
            #expect(changed["for_client"] == true && deleted.status == 204)
            #expect(studio.events == ["playlist:update", "playlist:delete"])
        }
    }

    @Test("A playlist stays in its production, and shows nothing of another", arguments: Dialect.allCases)
    func production(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let manager = try await studio.person(.manager)
            let project = try await studio.project(team: [manager])
            let other = try await studio.project("Cranes")
            let shot = try await studio.shot(in: project)
            let foreign = try await studio.shot(in: other)
            let path = "/data/playlists/\(try await studio.playlist("Dailies", in: project))"

            let kept = await studio.put(path, ["project_id": .string(other.uuid.text)], as: manager)
            let own = await studio.put(
                path, ["shots": [["id": .string(shot.uuid.text), "nonsense": 1], 5]], as: manager)
            studio.forget()
            let refused = [
                await studio.put(path, ["shots": [["entity_id": .string(foreign.uuid.text)]]], as: manager),
                await studio.post(
                    "/actions" + path.dropFirst(5) + "/add-entity", ["entity_id": .string(foreign.uuid.text)],
                    as: manager),
            ]

            #expect(kept["project_id"]?.stringValue == project.uuid.text)
            #expect(own["shots"] == [["entity_id": .string(shot.uuid.text), "preview_file_id": .null]])
            #expect(refused.map(\.status) == [404, 404])
            #expect(studio.events.isEmpty)
        }
    }

    @Test("An entity is added to a playlist once", arguments: Dialect.allCases)
    func adding(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let shot = try await studio.shot(in: project)
            let playlist = try await studio.playlist("Dailies", in: project)
            let path = "/actions/playlists/\(playlist)/add-entity"
            studio.forget()

            let first = await studio.post(path, ["entity_id": .string(shot.uuid.text)])
            let second = await studio.post(path, ["entity_id": .string(shot.uuid.text)])

            #expect(first["shots"] == [["entity_id": .string(shot.uuid.text)]])
            #expect(second["shots"] == first["shots"])
            #expect(studio.events == ["playlist:add_entity"])
        }
    }
}

extension TestStudio {
    fileprivate func playlist(
        _ name: String, in project: ProjectRow.ID, forClient: Bool = false
    ) async throws -> PlaylistRow.ID {
        try await self.insert(
            PlaylistRow.self,
            ["name": .text(name), "project_id": .uuid(project.uuid), "for_client": .bool(forClient)])
    }
}
