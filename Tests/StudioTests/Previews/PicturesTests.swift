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

@Suite struct PicturesTests {
    @Test("The original comes back byte for byte, for its reader only", arguments: Dialect.allCases)
    func original(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let bytes = Pixels.png(30, 20)
            let id = try await stage.published(bytes)

            let reply = await stage.studio.get("/pictures/originals/preview-files/\(id.text).png", as: stage.colleague)

            #expect(reply.status == 200)
            #expect(reply.content == bytes)
            #expect(reply.headers[.contentType] == "image/png")
            #expect(reply.headers[.cacheControl] == "private, max-age=604800")
            #expect(reply.headers[.xContentTypeOptions] == "nosniff")
            #expect(reply.headers[.contentLength] == String(bytes.count))
        }
    }

    @Test("Each kind of picture has its address", arguments: Dialect.allCases)
    func kinds(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published(Pixels.png(300, 100))

            var sizes: [[Int]?] = []
            for kind in ["thumbnails", "thumbnails-square", "previews", "originals"] {
                let reply = await stage.studio.get("/pictures/\(kind)/preview-files/\(id.text).png", as: stage.artist)
                sizes.append(Pixels.size(of: reply.content))
            }

            #expect(sizes == [[150, 100], [100, 100], [1200, 400], [300, 100]])
        }
    }

    @Test("A client's copy that is still good is not sent again", arguments: Dialect.allCases)
    func notModified(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/pictures/thumbnails/preview-files/\(try await stage.published().text).png"
            let first = await stage.studio.get(path, as: stage.artist)
            let tag = try #require(first.headers[.eTag])

            let again = await stage.studio.send(.get, path, as: stage.artist, headers: [.ifNoneMatch: tag])
            let other = await stage.studio.send(.get, path, as: stage.artist, headers: [.ifNoneMatch: "\"else\""])

            #expect(again.status == 304)
            #expect(again.content.isEmpty)
            #expect(again.headers[.eTag] == tag)
            #expect(other.status == 200)
        }
    }

    @Test("A range is a part of the same bytes, and one beyond the end is refused", arguments: Dialect.allCases)
    func range(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let bytes = Pixels.png(30, 20)
            let path = "/pictures/originals/preview-files/\(try await stage.published(bytes).text).png"

            let part = await stage.studio.send(.get, path, as: stage.artist, headers: [.range: "bytes=8-15"])
            let beyond = await stage.studio.send(.get, path, as: stage.artist, headers: [.range: "bytes=99999-"])

            #expect(part.status == 206)
            #expect(part.content == Array(bytes[8...15]))
            #expect(part.headers[.contentRange] == "bytes 8-15/\(bytes.count)")
            #expect(beyond.status == 416)
        }
    }

    @Test("A download tells by its name what it shows", arguments: Dialect.allCases)
    func download(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()

            let reply = await stage.studio.get(
                "/pictures/originals/preview-files/\(id.text)/download", as: stage.artist)

            #expect(reply.status == 200)
            #expect(
                reply.headers[.contentDisposition]
                    == "attachment; filename=\"swallows_character_frog_modeling_v1.png\"")
        }
    }

    @Test("A preview that waits for its file has nothing to show, and nobody keeps that", arguments: Dialect.allCases)
    func processing(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            let path = "/pictures/thumbnails/preview-files/\(id.text).png"

            let reply = await stage.studio.get(path, as: stage.artist)
            let patient = await stage.studio.send(
                .get, path, as: stage.artist, headers: [.accept: "application/json, */*;q=0.1"])

            #expect(reply.status == 404)
            #expect(reply.text == #"{"error":true,"message":"Preview file was not found."}"#)
            #expect(reply.headers[.cacheControl] == "no-store")
            #expect(patient.status == 202)
            #expect(patient["status"] == "processing")
        }
    }

    @Test("Files of a row that is not ready are not served, whoever left them", arguments: Dialect.allCases)
    func orphan(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            let store = stage.studio.dependencies.store
            let path = try Pixels.write(Pixels.png(2, 2), named: "file", in: store.incoming)
            try store.put([(path, BlobKey(.original, id))])

            let reply = await stage.studio.get("/pictures/originals/preview-files/\(id.text).png", as: stage.artist)

            #expect(reply.status == 404)
        }
    }

    @Test(
        "Another extension than the preview's is not there, one that nothing has is refused",
        arguments: Dialect.allCases)
    func extensions(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()
            let path = "/pictures/originals/preview-files/\(id.text)"

            let upper = await stage.studio.get(path + ".PNG", as: stage.artist)
            let other = await stage.studio.get(path + ".pdf", as: stage.artist)
            let jpeg = await stage.studio.get(path + ".jpg", as: stage.artist)
            let never = await stage.studio.get(path + ".exe", as: stage.artist)

            #expect(upper.status == 200)
            #expect(other.status == 404)
            #expect(jpeg.status == 404)
            #expect(never.status == 400)
            #expect(never.message == "Extension not allowed: exe")
        }
    }

    @Test("What a browser could run leaves as an attachment", arguments: Dialect.allCases)
    func svg(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.preview()
            _ = try await stage.upload(
                Array("<svg onload=\"alert(1)\"/>".utf8), named: "a.svg",
                to: "/pictures/preview-files/\(id.text)", as: stage.artist)

            let reply = await stage.studio.get("/pictures/originals/preview-files/\(id.text).svg", as: stage.artist)

            #expect(reply.status == 200)
            #expect(reply.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(reply.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test("The team sees a preview; a vendor only when assigned, a stranger never", arguments: Dialect.allCases)
    func roles(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()
            let other = try await stage.published()

            for kind in ["thumbnails", "thumbnails-square", "previews", "originals"] {
                let path = "/pictures/\(kind)/preview-files/\(id.text).png"
                for person in [stage.studio.admin, stage.artist, stage.colleague, stage.manager, stage.client] {
                    #expect(await stage.studio.get(path, as: person).status == 200)
                }
                for person in [stage.vendor, stage.stranger] {
                    #expect(await stage.studio.get(path, as: person).status == 403)
                }
                #expect(await stage.studio.anonymous(.get, path).status == 401)
                #expect(await stage.studio.get("/pictures/\(kind)/preview-files/\(UUID().text).png").status == 404)
            }
            try await stage.studio.database.write { tx in
                try tx.run(
                    "INSERT INTO task_person_link (task_id, person_id) VALUES (\(stage.task), \(stage.vendor.id))")
            }
            let assigned = await stage.studio.get(
                "/pictures/originals/preview-files/\(other.text).png", as: stage.vendor)
            #expect(assigned.status == 200)
        }
    }

    @Test("Clients do not see the pictures of task types that are hidden from them", arguments: Dialect.allCases)
    func hiddenFromClients(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()
            let type = try await stage.studio.taskType()
            _ = try await stage.studio.insert(
                ProjectTaskTypeLinkRow.self,
                [
                    "project_id": .uuid(stage.project.uuid), "task_type_id": .uuid(type.uuid),
                    "is_client_visible": .bool(false),
                ])

            let reply = await stage.studio.get("/pictures/previews/preview-files/\(id.text).png", as: stage.client)

            #expect(reply.status == 403)
        }
    }

    @Test("HEAD tells the length and sends nothing of it", arguments: [Dialect.sqlite])
    func head(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let bytes = Pixels.png(30, 20)
            let id = try await stage.published(bytes)

            let reply = await stage.studio.send(
                .head, "/pictures/originals/preview-files/\(id.text).png", as: stage.artist)

            #expect(reply.status == 200)
            #expect(reply.headers[.contentLength] == String(bytes.count))
        }
    }
}
