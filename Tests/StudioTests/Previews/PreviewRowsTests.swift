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

@Suite struct PreviewRowsTests {
    @Test("The team reads a preview, vendors when assigned, strangers never", arguments: Dialect.allCases)
    func read(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/data/preview-files/\(try await stage.published().text)"

            let reply = await stage.studio.get(path, as: stage.colleague)

            #expect(reply.status == 200)
            #expect(reply["comments"] == [.string(stage.comment.uuid.text)])
            #expect(reply["type"] == "PreviewFile")
            #expect(await stage.studio.get(path, as: stage.vendor).status == 403)
            #expect(await stage.studio.get(path, as: stage.stranger).status == 403)
            #expect(await stage.studio.get("/data/preview-files/\(UUID().text)").status == 404)
            #expect(await stage.studio.get("/data/preview-files/x").status == 400)
        }
    }

    @Test("A list holds what its reader may see", arguments: Dialect.allCases)
    func list(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            _ = try await stage.preview()
            _ = try await stage.studio.insert(
                PreviewFileRow.self, ["task_id": .uuid(try await stage.foreignTask().uuid), "name": .text("alien")])

            var counts: [Int] = []
            for person in [stage.studio.admin, stage.colleague, stage.client, stage.vendor, stage.stranger] {
                counts.append(await stage.studio.get("/data/preview-files", as: person).list.count)
            }

            #expect(counts == [2, 1, 1, 0, 0])
        }
    }

    @Test("Its artist describes a preview; its task stays, and no word makes it ready", arguments: Dialect.allCases)
    func update(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/data/preview-files/\(try await stage.preview().text)"

            let reply = await stage.studio.put(path, ["description": "Second try", "comments": []], as: stage.artist)
            let events = stage.studio.events
            let moved = await stage.studio.put(
                path, ["task_id": .string(try await stage.foreignTask().uuid.text)], as: stage.manager)
            let ready = await stage.studio.put(path, ["status": "ready"], as: stage.manager)
            let client = await stage.studio.put(path, ["description": "x"], as: stage.client)
            let after = await stage.studio.get(path)

            #expect(reply.status == 200)
            #expect(events == ["preview-file:update"])
            #expect(moved.status == 400)
            #expect(ready.status == 400)
            #expect(client.status == 403)
            #expect(after["description"] == "Second try")
            #expect(after["status"] == "processing")
            #expect(after["comments"] == [.string(stage.comment.uuid.text)])
            #expect(stage.studio.events == ["preview-file:update"])
        }
    }

    @Test("A revision that another comment has is not taken by a change", arguments: Dialect.allCases)
    func updateRevision(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let path = "/data/preview-files/\(try await stage.preview().text)"
            let second = try await stage.anotherComment()
            _ = await stage.addPreview(4, on: second)

            let taken = await stage.studio.put(path, ["revision": 4], as: stage.artist)
            let free = await stage.studio.put(path, ["revision": 9], as: stage.artist)

            #expect(taken.status == 400)
            #expect(free["revision"] == 9)
        }
    }

    @Test("The chosen preview stands for its entity", arguments: Dialect.allCases)
    func setMain(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()
            let path = "/actions/preview-files/\(id.text)/set-main-preview"

            let reply = await stage.studio.put(path, [:], as: stage.colleague)
            let events = stage.studio.fullEvents
            let frame = await stage.studio.put(path, ["frame_number": 3], as: stage.colleague)

            #expect(reply.status == 200)
            #expect(reply["id"] == .string(stage.asset.uuid.text))
            #expect(reply["type"] == "Entity")
            #expect(reply["preview_file_id"] == .string(id.text))
            #expect(reply["preview_file_status"] == "ready")
            #expect(events.map(\.name) == ["preview-file:set-main", "asset:update"])
            #expect(frame.status == 400)
            #expect(frame.message == "Can't use a given frame on non movie preview")
            for person in [stage.client, stage.vendor, stage.stranger] {
                #expect(await stage.studio.put(path, [:], as: person).status == 403)
            }
        }
    }

    @Test("The newest preview of each task stands for its entity, or none does", arguments: Dialect.allCases)
    func setMainOfTasks(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            _ = try await stage.preview()
            let newest = await stage.addPreview(on: try await stage.anotherComment())
            let task = JSONValue.string(stage.task.uuid.text)
            let foreign = JSONValue.string(try await stage.foreignTask().uuid.text)
            stage.studio.forget()

            let path = "/actions/tasks/set-main-preview"
            let refused = await stage.studio.put(path, ["task_ids": [task, foreign]], as: stage.artist)
            let missing = await stage.studio.put(path, ["task_ids": [task, .string(UUID().text)]], as: stage.artist)
            let empty = await stage.studio.put(path, ["task_ids": []], as: stage.artist)
            let silent = stage.studio.events
            let reply = await stage.studio.put(path, ["task_ids": [task]], as: stage.artist)
            let alone = await stage.studio.put("/actions/tasks/\(stage.task)/set-main-preview", as: stage.artist)
            let without = await stage.studio.put(
                "/actions/tasks/\(foreign.stringValue ?? "")/set-main-preview", as: stage.studio.admin)

            #expect([refused.status, missing.status, empty.status] == [403, 404, 400])
            #expect(silent.isEmpty)
            #expect(reply.list.map { $0["preview_file_id"] } == [newest["id"]])
            #expect(alone["preview_file_id"] == newest["id"])
            #expect(without.status == 400)
        }
    }

    @Test(
        "An entity's previews come by task type and revision, without those of hidden tasks",
        arguments: Dialect.allCases)
    func ofEntity(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let first = await stage.addPreview()
            let extra = await stage.addPreview()
            let newest = await stage.addPreview(on: try await stage.anotherComment())
            let type = try await stage.studio.taskType()
            let path = "/data/playlists/entities/\(stage.asset)/preview-files"

            let reply = await stage.studio.get(path, as: stage.colleague)
            let list = reply[type.uuid.text]?.arrayValue ?? []

            #expect(list.map { $0["id"] } == [newest["id"], first["id"]])
            #expect(list.map { $0["previews"]?.arrayValue?.map { $0["id"] } } == [[], [extra["id"]]])
            #expect(list.first?["revision"] == 2)
            #expect(await stage.studio.get(path, as: stage.vendor).status == 403)
            #expect(await stage.studio.get(path, as: stage.stranger).status == 403)
            #expect(await stage.studio.get("/data/playlists/entities/\(UUID().text)/preview-files").status == 404)
        }
    }

    @Test(
        "Previews that wait for their files are listed to administrators, page after page", arguments: Dialect.allCases)
    func running(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            var ids: [JSONValue?] = []
            for _ in 0..<3 { ids.append(await stage.addPreview()["id"]) }
            _ = try await stage.published()
            let path = "/data/playlists/preview-files/running"

            let first = await stage.studio.get("\(path)?limit=2")
            let last = first.list.last?["id"]?.stringValue ?? ""
            let rest = await stage.studio.get("\(path)?limit=2&cursor_preview_file_id=\(last)")
            let unknown = await stage.studio.get("\(path)?cursor_preview_file_id=\(UUID().text)")

            #expect(first.list.map { $0["id"] } == [ids[2], ids[1]])
            #expect(rest.list.map { $0["id"] } == [ids[0]])
            #expect(unknown.status == 400)
            #expect(await stage.studio.get(path, as: stage.manager).status == 403)
        }
    }

    @Test("A project's previews are the administrators' to list, newest first", arguments: Dialect.allCases)
    func ofProject(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let (first, second) = (await stage.addPreview(), await stage.addPreview())
            let path = "/data/projects/\(stage.project)/preview-files"

            let whole = await stage.studio.get(path)
            let page = await stage.studio.get(path + "?page=1")

            #expect(whole.list.map { $0["id"] } == [second["id"], first["id"]])
            #expect(page["data"]?.arrayValue?.count == 2)
            #expect(page["total"] == 2)
            #expect(await stage.studio.get(path, as: stage.manager).status == 403)
            #expect(await stage.studio.get("/data/projects/\(UUID().text)/preview-files").status == 404)
        }
    }
}
