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

@Suite struct AttachmentsTests {
    @Test("A comment's file is kept as it was sent", arguments: Dialect.allCases)
    func comment(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let status = try await stage.studio.status("wip")
            let bytes = Array("hello".utf8)
            let file = try Pixels.write(bytes, named: "upload", in: stage.studio.dependencies.store.incoming)
            let upload = UploadedFile(
                field: "file", filename: "a note.txt", contentType: "text/plain", path: file, size: bytes.count)

            let reply = await stage.studio.send(
                .post, "/actions/tasks/\(stage.task)/comment",
                .form(fields: [("task_status_id", status.uuid.text), ("comment", "Read this.")], files: [upload]),
                as: stage.artist)
            let attachment = reply["attachment_files"]?.arrayValue?.first
            let id = attachment?["id"]?.stringValue ?? attachment?.stringValue ?? ""
            let download = await stage.studio.get(
                "/data/attachment-files/\(id)/file/anything", as: stage.colleague)

            #expect(reply.status == 201)
            #expect(download.content == bytes)
            #expect(download.headers[.contentDisposition] == "attachment; filename=\"a note.txt\"")
            #expect(download.headers[.cacheControl]?.hasPrefix("private") == true)
            #expect(try stage.incoming().isEmpty)
        }
    }

    @Test("A comment that is refused keeps no file", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let file = try Pixels.write([1], named: "upload", in: stage.studio.dependencies.store.incoming)
            let upload = UploadedFile(field: "file", filename: "a", contentType: nil, path: file, size: 1)

            let reply = await stage.studio.send(
                .post, "/actions/tasks/\(stage.task)/comment",
                .form(fields: [("task_status_id", UUID().text)], files: [upload]), as: stage.artist)

            #expect(reply.status == 404)
            #expect(try stage.incoming().isEmpty)
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("Author and managers attach and remove files, others do not", arguments: Dialect.allCases)
    func roles(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/actions/tasks/\(stage.task)/comments/\(stage.comment)"
            let bytes = Pixels.png(4, 4)

            for person in [stage.colleague, stage.vendor, stage.client, stage.stranger] {
                #expect(try await stage.upload(bytes, to: path + "/add-attachment", as: person).status == 403)
            }
            let reply = try await stage.upload(bytes, named: "b.png", to: path + "/add-attachment", as: stage.artist)
            let id = try #require(reply.list.first?["id"]?.stringValue.flatMap { UUID(uuidString: $0) })
            let address = "/data/tasks/\(stage.task)/comments/\(stage.comment)/attachments/\(id.text)"
            let refused = await stage.studio.delete(address, as: stage.colleague)
            let kept = try stage.stored(.attachment, id)
            let deleted = await stage.studio.delete(address, as: stage.manager)

            #expect(reply.status == 201)
            #expect(
                reply.list.first == [
                    "id": .string(id.text), "name": "b.png", "extension": "png", "size": .int(Int64(bytes.count)),
                ])
            #expect(refused.status == 403)
            #expect(kept == bytes)
            #expect(deleted.status == 204)
            #expect(stage.studio.events.isEmpty)
            try await stage.eventually { try stage.stored(.attachment, id) == nil && stage.incoming().isEmpty }
        }
    }

    @Test("Whoever does not read the comment does not get its files", arguments: Dialect.allCases)
    func readers(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let reply = try await stage.upload(
                Array("<script>".utf8), named: "a.html",
                to: "/actions/tasks/\(stage.task)/comments/\(stage.comment)/add-attachment", as: stage.artist)
            let path = "/data/attachment-files/\(reply.list.first?["id"]?.stringValue ?? "")/file/a.html"

            let page = await stage.studio.get(path, as: stage.colleague)

            #expect(page.status == 200)
            #expect(page.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            for person in [stage.vendor, stage.client, stage.stranger] {
                #expect(await stage.studio.get(path, as: person).status == 403)
            }
            #expect(await stage.studio.anonymous(.get, path).status == 401)
            #expect(await stage.studio.get("/data/attachment-files/\(UUID().text)/file/a").status == 404)
        }
    }

    @Test("A comment of another task and an attachment of another comment are not there", arguments: Dialect.allCases)
    func foreign(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let other = try await stage.anotherComment()
            let elsewhere = try await stage.anotherComment(on: try await stage.foreignTask())
            let reply = try await stage.upload(
                [1], to: "/actions/tasks/\(stage.task)/comments/\(stage.comment)/add-attachment", as: stage.artist)
            let id = reply.list.first?["id"]?.stringValue ?? ""

            let added = try await stage.upload(
                [1], to: "/actions/tasks/\(stage.task)/comments/\(elsewhere)/add-attachment", as: stage.artist)
            let deleted = await stage.studio.delete(
                "/data/tasks/\(stage.task)/comments/\(other)/attachments/\(id)", as: stage.artist)

            #expect(added.status == 404)
            #expect(deleted.status == 404)
        }
    }

    @Test("Administrators list a task's attachments with their comments", arguments: Dialect.allCases)
    func list(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let reply = try await stage.upload(
                [1], to: "/actions/tasks/\(stage.task)/comments/\(stage.comment)/add-attachment", as: stage.artist)

            let ofTask = await stage.studio.get("/data/tasks/\(stage.task)/attachment-files")
            let ofProject = await stage.studio.get("/data/projects/\(stage.project)/attachment-files")

            #expect(ofTask.list.map { $0["id"] } == reply.list.map { $0["id"] })
            #expect(ofTask.list.first?["comment"]?["id"] == .string(stage.comment.uuid.text))
            #expect(ofTask.list.first?["type"] == "AttachmentFile")
            #expect(ofProject.text == ofTask.text)
            #expect(
                await stage.studio.get("/data/tasks/\(stage.task)/attachment-files", as: stage.manager).status == 403)
        }
    }

    @Test("A deleted comment takes its previews' and attachments' files along", arguments: Dialect.allCases)
    func deletedComment(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let preview = try await stage.published()
            let reply = try await stage.upload(
                [1], to: "/actions/tasks/\(stage.task)/comments/\(stage.comment)/add-attachment", as: stage.artist)
            let attachment = try #require(reply.list.first?["id"]?.stringValue.flatMap { UUID(uuidString: $0) })

            let deleted = await stage.studio.delete("/data/comments/\(stage.comment)", as: stage.artist)

            #expect(deleted.status == 204)
            try await stage.eventually {
                try stage.storedCount(preview) == 0 && stage.stored(.attachment, attachment) == nil
                    && stage.incoming().isEmpty
            }
        }
    }

    @Test("A deleted task takes its files along", arguments: Dialect.allCases)
    func deletedTask(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let preview = try await stage.published()

            let deleted = await stage.studio.delete("/data/tasks/\(stage.task)?force=true")

            #expect(deleted.status == 204)
            try await stage.eventually { try stage.storedCount(preview) == 0 && stage.incoming().isEmpty }
        }
    }
}
