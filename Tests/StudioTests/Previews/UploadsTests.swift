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

@Suite struct UploadsTests {
    @Test("A published picture is kept byte for byte, with smaller copies", arguments: Dialect.allCases)
    func picture(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            let bytes = Pixels.png(300, 100)

            let reply = try await stage.upload(bytes, to: "/pictures/preview-files/\(id.text)", as: stage.artist)

            #expect(reply.status == 201)
            #expect(reply["original_name"] == "pose.v2")
            #expect(reply["extension"] == "png")
            #expect(reply["status"] == "ready")
            #expect(reply["width"] == 300)
            #expect(reply["height"] == 100)
            #expect(reply["file_size"] == .int(Int64(bytes.count)))
            #expect(reply["comments"] == nil)
            #expect(
                stage.studio.events == [
                    "preview-file:update", "preview-file:update", "comment:update", "preview-file:add-file",
                ])
            #expect(try stage.stored(.original, id) == bytes)
            #expect(try stage.stored(.thumbnail, id).flatMap(Pixels.size) == [150, 100])
            #expect(try stage.stored(.squareThumbnail, id).flatMap(Pixels.size) == [100, 100])
            #expect(try stage.stored(.preview, id).flatMap(Pixels.size) == [1200, 400])
        }
    }

    @Test("The events name comment, task, project and revision", arguments: Dialect.allCases)
    func events(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()

            _ = try await stage.upload(Pixels.png(3, 3), to: "/pictures/preview-files/\(id.text)", as: stage.artist)

            let payloads = stage.studio.fullEvents.map(\.payload)
            let project = JSONValue.string(stage.project.uuid.text)
            #expect(payloads.first == ["preview_file_id": .string(id.text), "status": "ready", "project_id": project])
            #expect(
                payloads.last == [
                    "comment_id": .string(stage.comment.uuid.text), "task_id": .string(stage.task.uuid.text),
                    "preview_file_id": .string(id.text), "revision": 1, "extension": "png", "status": "ready",
                    "project_id": project,
                ])
        }
    }

    @Test(
        "A file that is no picture, half of one or none that may be published leaves no trace",
        arguments: Dialect.allCases)
    func refusals(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            let whole = Pixels.png(300, 100)
            let files: [(name: String, bytes: [UInt8], sentence: String)] = [
                ("a.png", Array("no picture".utf8), "Uploaded file is not a readable picture."),
                ("a.png", Array(whole.dropLast(whole.count / 2)), "Uploaded file is not a readable picture."),
                ("a.jpg", [], "Uploaded file is not a readable picture."),
                ("a.exe", whole, "Wrong file format, extension: exe"),
                ("land", whole, "Wrong file format, extension: land"),
                ("a.MP4", whole, "Movies cannot be published on this server yet, extension: mp4"),
            ]

            for file in files {
                let reply = try await stage.upload(
                    file.bytes, named: file.name, to: "/pictures/preview-files/\(id.text)", as: stage.artist)

                #expect(reply.status == 400)
                #expect(reply.message == file.sentence)
                #expect(try stage.storedCount(id) == 0)
                #expect(try stage.incoming().isEmpty)
                #expect(try await stage.row(id)?.status == "processing")
                #expect(stage.studio.events.isEmpty)
            }
        }
    }

    @Test("A header that promises more pixels than a house has memory for is refused", arguments: [Dialect.sqlite])
    func bomb(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            var bytes = Pixels.png(2, 2)
            // Width and height of the header; its checksum no longer matters for what is refused before it is read.
            for at in [16, 20] { bytes.replaceSubrange(at..<at + 4, with: [0x7F, 0xFF, 0xFF, 0xFF]) }

            let reply = try await stage.upload(bytes, to: "/pictures/preview-files/\(id.text)", as: stage.artist)

            #expect(reply.status == 400)
            #expect(try stage.storedCount(id) == 0)
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("A file that is no picture is kept as it is, under its own extension", arguments: Dialect.allCases)
    func file(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            let bytes = Array("%PDF-1.4 of a sort".utf8)

            let reply = try await stage.upload(
                bytes, named: "Notes.PDF", to: "/pictures/preview-files/\(id.text)", as: stage.artist)
            let download = await stage.studio.get("/pictures/originals/preview-files/\(id.text).pdf", as: stage.artist)
            let thumbnail = await stage.studio.get(
                "/pictures/thumbnails/preview-files/\(id.text).png", as: stage.artist)

            #expect(reply["extension"] == "pdf")
            #expect(reply["width"] == 0)
            #expect(stage.studio.events == ["preview-file:update", "comment:update", "preview-file:add-file"])
            #expect(download.content == bytes)
            #expect(download.headers[.contentType] == "application/pdf")
            #expect(thumbnail.status == 404)
        }
    }

    @Test("A preview takes one file only", arguments: Dialect.allCases)
    func again(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let first = Pixels.png(30, 20)
            let id = try await stage.published(first)

            let reply = try await stage.upload(
                Pixels.png(5, 5), to: "/pictures/preview-files/\(id.text)", as: stage.artist)

            #expect(reply.status == 400)
            #expect(try stage.stored(.original, id) == first)
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("Of two who upload at once one wins, and his is the picture that is shown", arguments: Dialect.allCases)
    func race(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            let path = "/pictures/preview-files/\(id.text)"

            async let one = stage.upload(Pixels.png(30, 20), to: path, as: stage.artist)
            async let other = stage.upload(Pixels.png(60, 40), to: path, as: stage.manager)
            let replies = try await [one, other]

            let winner = try #require(replies.first { $0.status == 201 })
            #expect(replies.map(\.status).sorted() == [201, 400])
            #expect(
                try stage.stored(.original, id).flatMap(Pixels.size)?.first.map(Int64.init) == winner["width"]?.intValue
            )
            #expect(try stage.incoming().filter { !$0.hasPrefix("journal-") }.isEmpty)
        }
    }

    @Test("Without a file there is nothing to publish", arguments: Dialect.allCases)
    func missingFile(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()

            let reply = await stage.studio.post("/pictures/preview-files/\(id.text)", [:], as: stage.artist)

            #expect(reply.status == 400)
            #expect(reply.text == #"{"error":true,"message":"File not provided.","data":null}"#)
        }
    }

    @Test("Only those who work on the task publish to it", arguments: Dialect.allCases)
    func roles(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            let path = "/pictures/preview-files/\(id.text)"

            for person in [stage.colleague, stage.vendor, stage.stranger] {
                let reply = try await stage.upload(Pixels.png(3, 3), to: path, as: person)
                #expect(reply.status == 403)
            }
            let anonymous = try await stage.upload(Pixels.png(3, 3), to: path, as: nil)
            let missing = try await stage.upload(
                Pixels.png(3, 3), to: "/pictures/preview-files/\(UUID().text)", as: stage.manager)
            let malformed = try await stage.upload(Pixels.png(3, 3), to: "/pictures/preview-files/x", as: stage.manager)

            #expect(anonymous.status == 401)
            #expect(missing.status == 404)
            #expect(malformed.status == 404)
            #expect(try stage.storedCount(id) == 0)
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("Where the project says so, a new picture stands for its entity at once", arguments: Dialect.allCases)
    func automated(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            try await stage.studio.database.write { tx in
                try tx.run("UPDATE project SET is_set_preview_automated = \(true) WHERE id = \(stage.project)")
            }

            _ = try await stage.upload(Pixels.png(3, 3), to: "/pictures/preview-files/\(id.text)", as: stage.artist)

            let main = try await stage.studio.database.read { reader in
                try reader.one("SELECT preview_file_id FROM entity WHERE id = \(stage.asset)", UUID?.self)
            }
            #expect(main == .some(id))
            #expect(
                stage.studio.events == [
                    "preview-file:update", "preview-file:set-main", "asset:update", "preview-file:update",
                    "comment:update", "preview-file:add-file",
                ])
        }
    }

    @Test("What a server that died before its commit has left is swept away", arguments: Dialect.allCases)
    func sweep(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let dependencies = stage.studio.dependencies
            let (cut, whole) = (try await stage.preview(), try await stage.published())
            let journal = StoreJournal(of: dependencies.store)
            _ = try journal.open([BlobKey(.original, cut), BlobKey(.thumbnail, cut)])
            _ = try journal.open([BlobKey(.original, whole)])
            for kind in [BlobKey.Kind.original, .thumbnail] {
                let path = try Pixels.write([1, 2, 3], named: "file", in: dependencies.store.incoming)
                try dependencies.store.put([(path, BlobKey(kind, cut))])
            }

            let count = try await Previews.sweep(stage.studio.database, dependencies)

            #expect(count == 2)
            #expect(try stage.storedCount(cut) == 0)
            #expect(try stage.storedCount(whole) == 4)
            #expect(try stage.incoming().isEmpty)
            #expect(try await stage.row(cut)?.status == "processing")
        }
    }
}
