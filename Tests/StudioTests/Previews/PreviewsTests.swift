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

@Suite struct PreviewsTests {
    @Test("A comment brings a preview, which waits for its file", arguments: Dialect.allCases)
    func add(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let reply = await stage.addPreview()

            let id = try #require(reply["id"])
            #expect(reply.status == 201)
            #expect(reply["revision"] == 1)
            #expect(reply["position"] == 1)
            #expect(reply["extension"] == "mp4")
            #expect(reply["status"] == "processing")
            #expect(reply["source"] == "webgui")
            #expect(reply["person_id"] == .string(stage.artist.id.text))
            #expect(reply["comments"] == [.string(stage.comment.uuid.text)])
            let project = JSONValue.string(stage.project.uuid.text)
            #expect(stage.studio.events == ["preview-file:new", "comment:update"])
            #expect(
                stage.studio.fullEvents.map(\.payload) == [
                    [
                        "preview_file_id": id, "comment_id": .string(stage.comment.uuid.text), "project_id": project,
                    ],
                    [
                        "comment_id": .string(stage.comment.uuid.text), "task_id": .string(stage.task.uuid.text),
                        "person_id": .string(stage.artist.id.text), "for_client": false, "project_id": project,
                    ],
                ])
        }
    }

    @Test("A comment keeps its revision, the next one takes the next", arguments: Dialect.allCases)
    func revisions(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let second = try await stage.anotherComment()

            var places: [[JSONValue?]] = []
            for (revision, comment) in [
                (nil, nil), (nil, nil), (5, nil), (1, nil), (nil, nil), (nil, second),
            ] as [(Int?, CommentRow.ID?)] {
                let reply = await stage.addPreview(revision, on: comment)
                places.append([reply["revision"], reply["position"]])
            }

            #expect(places == [[1, 1], [1, 2], [5, 1], [1, 3], [1, 4], [6, 1]])
        }
    }

    @Test(
        "A revision that another comment has is refused, and so is one that is no number", arguments: Dialect.allCases)
    func takenRevision(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            _ = try await stage.preview()
            let second = try await stage.anotherComment()
            let path = "/actions/tasks/\(stage.task)/comments/\(second)/add-preview"

            let taken = await stage.addPreview(1, on: second)
            let negative = await stage.addPreview(-1, on: second)
            let word = await stage.studio.post(path, ["revision": "x"], as: stage.artist)
            let list = await stage.studio.post(path, [], as: stage.artist)

            #expect(taken.status == 400)
            #expect(taken.message?.hasPrefix("Revision 1 already exists for this task.") == true)
            #expect(negative["data"]?["errors"]?.arrayValue?.first?["field"] == "revision")
            #expect(word.status == 400)
            #expect(list.status == 400)
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("Two who publish at once get two places", arguments: Dialect.allCases)
    func race(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let replies = await withTaskGroup(of: Reply.self, returning: [Reply].self) { group in
                for _ in 0..<4 { group.addTask { await stage.addPreview() } }
                return await group.reduce(into: []) { $0.append($1) }
            }

            let positions = replies.compactMap { $0["position"]?.intValue }.sorted()
            #expect(positions == Array(1...Int64(positions.count)))
            #expect(replies.allSatisfy { [201, 503].contains($0.status) })
            #expect(!positions.isEmpty)
        }
    }

    @Test("A project may want one preview a revision", arguments: Dialect.allCases)
    func single(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let first = try await stage.preview()
            try await stage.studio.database.write { tx in
                try tx.run("UPDATE project SET is_single_preview_per_revision = \(true) WHERE id = \(stage.project)")
            }

            let again = await stage.addPreview()
            let extra = await stage.studio.post(
                "/actions/tasks/\(stage.task)/comments/\(stage.comment)/preview-files/\(first.text)", [:],
                as: stage.artist)

            for reply in [again, extra] {
                #expect(reply.status == 400)
                #expect(reply.message == "Only one preview file is allowed per revision for this project.")
            }
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("An extra file joins the revision of the first", arguments: Dialect.allCases)
    func extra(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let first = try #require(await stage.addPreview(3).id)

            let reply = await stage.studio.post(
                "/actions/tasks/\(stage.task)/comments/\(stage.comment)/preview-files/\(first.text)", as: stage.artist)

            #expect(reply.status == 201)
            #expect(reply["revision"] == 3)
            #expect(reply["position"] == 2)
        }
    }

    @Test("Comments and previews of other tasks are not there", arguments: Dialect.allCases)
    func foreign(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let elsewhere = try await stage.foreignTask()
            let foreignComment = try await stage.anotherComment(on: elsewhere)
            let foreignPreview = try await stage.studio.insert(
                PreviewFileRow.self, ["task_id": .uuid(elsewhere.uuid), "name": .text("alien")])
            let own = try await stage.preview()
            let base = "/actions/tasks/\(stage.task)/comments"

            let replies = [
                await stage.addPreview(on: foreignComment),
                await stage.studio.post("\(base)/\(stage.comment)/preview-files/\(foreignPreview)", as: stage.artist),
                await stage.studio.post("\(base)/\(foreignComment)/preview-files/\(own.text)", as: stage.artist),
                await stage.studio.delete("\(base)/\(stage.comment)/preview-files/\(foreignPreview)", as: stage.artist),
                await stage.studio.delete("\(base)/\(foreignComment)/preview-files/\(own.text)", as: stage.artist),
            ]

            #expect(replies.map(\.status) == [404, 404, 404, 404, 404])
            #expect(stage.studio.events.isEmpty)
        }
    }

    @Test("Only those who work on the task add previews", arguments: Dialect.allCases)
    func roles(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            for person in [stage.colleague, stage.vendor, stage.stranger] {
                #expect(await stage.addPreview(as: person).status == 403)
            }
            #expect(stage.studio.events.isEmpty)
            for person in [stage.manager, stage.client, stage.studio.admin] {
                #expect(await stage.addPreview(as: person).status == 201)
            }
        }
    }

    @Test("A deleted preview takes its files along, and its entity shows nothing", arguments: Dialect.allCases)
    func delete(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()
            _ = await stage.studio.put("/actions/preview-files/\(id.text)/set-main-preview", as: stage.artist)
            stage.studio.forget()
            let path = "/actions/tasks/\(stage.task)/comments/\(stage.comment)/preview-files/\(id.text)"

            let refused = await stage.studio.delete(path, as: stage.client)
            let reply = await stage.studio.delete(path, as: stage.artist)

            #expect(refused.status == 403)
            #expect(reply.status == 204)
            #expect(stage.studio.events == ["task:update", "preview-file:set-main", "asset:update"])
            #expect(stage.studio.fullEvents.dropFirst().first?.payload["preview_file_id"] == .null)
            #expect(try await stage.row(id) == nil)
            try await stage.eventually { try stage.storedCount(id) == 0 && stage.incoming().isEmpty }
        }
    }

    @Test("Managers delete previews by their id, others do not", arguments: Dialect.allCases)
    func deleteRow(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            let id = try await stage.published()

            for person in [stage.artist, stage.client, stage.vendor, stage.stranger] {
                #expect(await stage.studio.delete("/data/preview-files/\(id.text)", as: person).status == 403)
            }
            let kept = try stage.storedCount(id)
            let reply = await stage.studio.delete("/data/preview-files/\(id.text)", as: stage.manager)

            #expect(kept == 4)
            #expect(reply.status == 204)
            #expect(stage.studio.events == ["task:update", "preview-file:delete"])
            try await stage.eventually { try stage.storedCount(id) == 0 }
        }
    }

    @Test("A preview moves among those of its revision", arguments: Dialect.allCases)
    func position(_ dialect: Dialect) async throws {
        try await withPreviewStage(on: dialect) { stage in
            var ids: [JSONValue?] = []
            for _ in 0..<3 { ids.append(await stage.addPreview()["id"]) }
            let path = "/actions/preview-files/\(ids[0]?.stringValue ?? "")/update-position"

            let moved = await stage.studio.put(path, ["position": 3], as: stage.artist)
            let nowhere = await stage.studio.put(path, ["position": 9], as: stage.artist)
            let refused = await stage.studio.put(path, ["position": -1], as: stage.artist)
            let other = await stage.studio.put(path, ["position": 1], as: stage.colleague)

            #expect(moved.list.map { $0["id"] } == [ids[1], ids[2], ids[0]])
            #expect(moved.list.map { $0["position"] } == [1, 2, 3])
            #expect(nowhere.list.map { $0["id"] } == [ids[1], ids[2], ids[0]])
            #expect(refused.status == 400)
            #expect(other.status == 403)
        }
    }
}

extension PreviewStage {
    /// What happens right after a commit, on another thread, is given two seconds.
    func eventually(_ condition: () throws -> Bool) async throws {
        for _ in 0..<200 {
            if try condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("it did not happen")
    }
}
