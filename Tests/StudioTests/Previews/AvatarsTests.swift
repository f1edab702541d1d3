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

@Suite struct AvatarsTests {
    @Test("A person's picture is 400 by 400, and everybody in the studio sees it", arguments: Dialect.allCases)
    func person(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/pictures/thumbnails/persons/\(stage.artist.id.text)"

            let before = await stage.studio.get(path + ".png", as: stage.stranger)
            let reply = try await stage.upload(Pixels.png(20, 30), named: "me", to: path, as: stage.artist)
            let after = await stage.studio.get(path + ".png", as: stage.stranger)

            #expect(before.status == 404)
            #expect(reply.status == 201)
            #expect(
                reply.text == #"{"thumbnail_path":"pictures/thumbnails/persons/\#(stage.artist.id.text).png"}"#)
            #expect(stage.studio.events == ["person:update", "person:set-thumbnail"])
            #expect(stage.studio.fullEvents.last?.payload == ["person_id": .string(stage.artist.id.text)])
            #expect(Pixels.size(of: after.content) == [400, 400])
            #expect(try stage.incoming().isEmpty)
        }
    }

    @Test("Only administrators change the picture of somebody else", arguments: Dialect.allCases)
    func others(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/pictures/thumbnails/persons/\(stage.artist.id.text)"

            let manager = try await stage.upload(Pixels.png(2, 2), to: path, as: stage.manager)
            let refused = stage.studio.events
            let admin = try await stage.upload(Pixels.png(2, 2), to: path + ".png", as: stage.studio.admin)
            let unknown = try await stage.upload(
                Pixels.png(2, 2), to: "/pictures/thumbnails/persons/\(UUID().text)", as: stage.studio.admin)

            #expect(manager.status == 403)
            #expect(refused.isEmpty)
            #expect(admin.status == 201)
            #expect(unknown.status == 404)
        }
    }

    @Test("What is no picture changes nothing", arguments: Dialect.allCases)
    func unreadable(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/pictures/thumbnails/persons/\(stage.artist.id.text)"
            let first = try await stage.upload(Pixels.png(20, 30), to: path, as: stage.artist)
            let shown = await stage.studio.get(path)
            stage.studio.forget()

            let reply = try await stage.upload(Array("text".utf8), to: path, as: stage.artist)
            let empty = await stage.studio.post(path, [:], as: stage.artist)

            #expect(first.status == 201)
            #expect(reply.message == "Uploaded file is not a readable picture.")
            #expect(empty.message == "File not provided.")
            #expect(await stage.studio.get(path).content == shown.content)
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("A project's picture is its managers' to change and its team's to see", arguments: Dialect.allCases)
    func project(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/pictures/thumbnails/projects/\(stage.project)"

            let artist = try await stage.upload(Pixels.png(2, 2), to: path, as: stage.artist)
            let manager = try await stage.upload(Pixels.png(2, 2), to: path, as: stage.manager)
            let wrong = try await stage.upload(Pixels.png(2, 2), to: path + ".png", as: stage.manager)

            #expect(artist.status == 403)
            #expect(manager.status == 201)
            #expect(wrong.status == 405)
            #expect(stage.studio.events == ["project:update", "project:set-thumbnail"])
            #expect(await stage.studio.get(path + ".png", as: stage.client).status == 200)
            #expect(await stage.studio.get(path, as: stage.stranger).status == 403)
        }
    }

    @Test("The organisation's picture is the administrators' to change", arguments: Dialect.allCases)
    func organisation(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.studio.database.read { reader in
                try #require(try reader.one("SELECT id FROM organisation", UUID.self))
            }
            let path = "/pictures/thumbnails/organisations/\(id.text)"

            let manager = try await stage.upload(Pixels.png(2, 2), to: path, as: stage.manager)
            let admin = try await stage.upload(Pixels.png(2, 2), to: path, as: stage.studio.admin)

            #expect(manager.status == 403)
            #expect(admin.status == 201)
            #expect(stage.studio.events == ["organisation:update", "organisation:set-thumbnail"])
            #expect(await stage.studio.get(path, as: stage.stranger).status == 200)
        }
    }

    @Test("A picture that was cleared is gone, from the disk too", arguments: Dialect.allCases)
    func clear(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/pictures/thumbnails/persons/\(stage.artist.id.text)"
            let address = "/actions/persons/\(stage.artist.id.text)/clear-avatar"
            _ = try await stage.upload(Pixels.png(20, 30), to: path, as: stage.artist)
            stage.studio.forget()

            let refused = await stage.studio.delete(address, as: stage.artist)
            let reply = await stage.studio.delete(address)

            #expect(refused.status == 403)
            #expect(reply.status == 204)
            #expect(stage.studio.events == ["person:update"])
            #expect(await stage.studio.get(path).status == 404)
            #expect(try stage.stored(.thumbnail, stage.artist.id) == nil)
        }
    }
}
