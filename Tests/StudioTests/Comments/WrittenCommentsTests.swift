import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

/// What becomes of a comment once it is written: who reads, answers, changes, moves and deletes it.
@Suite struct WrittenCommentsTests {
    @Test("Artists do not read the clients' comments, nor clients the studio's own", arguments: Dialect.allCases)
    func visibility(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wip", "artist", by: desk.artist)
            try await desk.comment("wip", "shown", by: desk.manager, more: ["for_client": true])
            try await desk.comment("wip", "client", by: desk.client)
            let path = "/data/tasks/\(desk.task)/comments"
            func texts(_ person: TestPerson) async -> [String] {
                await studio.get(path, as: person).list.compactMap { $0["text"]?.stringValue }
            }

            #expect(await texts(desk.supervisor) == ["client", "shown", "artist"])
            #expect(await texts(desk.artist) == ["shown", "artist"])
            #expect(await texts(desk.client) == ["client", "shown"])
            #expect(await studio.get(path, as: desk.otherVendor).status == 403)
        }
    }

    @Test("The list of comments has persons, statuses and replies", arguments: Dialect.allCases)
    func list(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let id = try #require(try await desk.comment("wip", by: desk.artist).id)
            let reply = await studio.post(
                "/data/tasks/\(desk.task)/comments/\(id.text)/reply", ["text": "yes"], as: desk.supervisor)

            let comment = try #require(await studio.get("/data/tasks/\(desk.task)/comments").list.first)

            #expect(reply.status == 200)
            #expect(comment["person"]?["first_name"] == "Aki")
            #expect(comment["task_status"]?["short_name"] == "wip")
            #expect(comment["replies"]?.arrayValue?.first?["text"] == "yes")
            #expect(comment["replies"]?.arrayValue?.first?["person"]?["first_name"] == "Sora")
            let last = [
                "type", "person", "task_status", "acknowledgements", "previews", "mentions", "department_mentions",
                "attachment_files",
            ]
            #expect(comment.objectValue?.keys.suffix(8) == last[...])
        }
    }

    @Test("A reply tells those concerned and is taken back by its author", arguments: Dialect.allCases)
    func replies(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let id = try #require(try await desk.comment("wip", by: desk.artist).id)
            studio.forget()
            let path = "/data/tasks/\(desk.task)/comments/\(id.text)/reply"

            let reply = await studio.post(path, ["text": "re"], as: desk.supervisor)
            #expect(studio.events == ["comment:reply", "notification:new", "notification:new"])
            studio.forget()
            let replyID = try #require(reply.id)
            #expect(await studio.delete("\(path)/\(replyID.text)", as: desk.artist).status == 403)
            #expect(await studio.delete("\(path)/\(replyID.text)", as: desk.supervisor).status == 200)

            #expect(studio.events == ["comment:delete-reply"])
            #expect(await studio.post(path, ["text": "re"], as: desk.colleague).status == 403)
            #expect(await studio.delete("\(path)/\(replyID.text)").status == 404)
        }
    }

    @Test("An acknowledgement is given and taken back", arguments: Dialect.allCases)
    func acknowledge(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let id = try #require(try await desk.comment("wip", by: desk.artist).id)
            studio.forget()
            let path = "/data/tasks/\(desk.task)/comments/\(id.text)/ack"

            let given = await studio.post(path, as: desk.supervisor)
            let taken = await studio.post(path, as: desk.supervisor)

            #expect(given["acknowledgements"] == [.string(desk.supervisor.id.text)])
            #expect(taken["acknowledgements"] == [])
            #expect(studio.events == ["comment:acknowledge", "comment:unacknowledge"])
            #expect(await studio.post(path, as: desk.otherVendor).status == 403)
        }
    }

    @Test("A comment of another task is not found", arguments: Dialect.allCases)
    func foreignComment(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let id = try #require(try await desk.comment("wip", by: desk.artist).id)
            let other = try await studio.task(
                on: studio.asset("Toad", in: desk.project), type: desk.type, in: desk.project)

            #expect(await studio.post("/data/tasks/\(other)/comments/\(id.text)/ack").status == 404)
            #expect(await studio.delete("/data/tasks/\(other)/comments/\(id.text)").status == 404)
            #expect(try await desk.count("comment") == 1)
        }
    }

    @Test("The author and managers change a comment, others do not", arguments: Dialect.allCases)
    func update(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let id = try #require(try await desk.comment("wip", by: desk.artist).id)
            studio.forget()
            let path = "/data/comments/\(id.text)"

            #expect(await studio.put(path, ["text": "better"], as: desk.artist).status == 200)
            #expect(studio.events == ["comment:update"])
            studio.forget()
            for person in [desk.supervisor, desk.colleague, desk.vendor, desk.client, desk.outsider] {
                #expect(await studio.put(path, ["text": "worse"], as: person).status == 403)
            }
            #expect(studio.events.isEmpty)
            #expect(await studio.get(path)["text"] == "better")
        }
    }

    @Test("Boxes, pins and places of a comment have rules of their own", arguments: Dialect.allCases)
    func changes(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let id = try #require(try await desk.comment("wip", by: desk.artist).id)
            let twin = try await studio.task(on: desk.asset, type: studio.taskType("Rigging"), in: desk.project)
            let other = try await studio.project("Other")
            let foreign = try await studio.task(on: studio.asset(in: other), type: desk.type, in: other)
            let path = "/data/comments/\(id.text)"
            let ticked: JSONValue = ["checklist": [["text": "a", "checked": true]]]
            let moved: JSONValue = ["object_id": .string(twin.uuid.text)]

            #expect(await studio.put(path, ticked, as: desk.vendor)["editor_id"] == .string(desk.vendor.id.text))
            #expect(await studio.put(path, ticked, as: desk.client).status == 403)
            #expect(await studio.put(path, ["pinned": true], as: desk.artist).status == 403)
            #expect(await studio.put(path, ["pinned": true], as: desk.otherSupervisor).status == 403)
            #expect(await studio.put(path, ["pinned": true], as: desk.supervisor)["pinned"] == true)
            #expect(await studio.put(path, moved, as: desk.artist).status == 403)
            #expect(await studio.put(path, ["object_id": .string(foreign.uuid.text)]).status == 404)
            #expect(await studio.put(path, moved, as: desk.manager)["object_id"] == .string(twin.uuid.text))
            let nobody = await studio.put(path, ["person_id": .string(UUID().text)], as: desk.manager)
            #expect(nobody.message == "The change conflicts with records referencing this one.")
        }
    }

    @Test("A deleted comment takes its status back", arguments: Dialect.allCases)
    func deletion(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let (todo, wip) = (try await studio.status(), try await studio.status("wip"))
            let first = try #require(try await desk.comment("wip", by: desk.artist).id)
            let second = try #require(try await desk.comment("done", by: desk.manager).id)
            studio.forget()

            #expect(await studio.delete("/data/comments/\(second.text)", as: desk.artist).status == 403)
            #expect(await studio.delete("/data/comments/\(second.text)", as: desk.manager).status == 204)
            #expect(studio.events == ["news:delete", "comment:delete", "task:update", "task:status-changed"])
            #expect(try await desk.field("task_status_id") == wip.uuid.text)
            #expect(try await desk.field("done_date") == nil)
            let reply = await studio.delete("/data/tasks/\(desk.task)/comments/\(first.text)", as: desk.artist)

            #expect(reply.status == 204)
            #expect(try await desk.field("task_status_id") == todo.uuid.text)
            #expect(try await desk.field("real_start_date") == nil)
            #expect(try await desk.field("last_comment_date") == nil)
        }
    }

    @Test("Many comments are written at once, those of other projects left out", arguments: Dialect.allCases)
    func many(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let wip = try await studio.status("wip").uuid.text
            let other = try await studio.project("Other")
            let foreign = try await studio.task(
                on: studio.asset("Toad", in: other), type: desk.type, in: other)
            let path = "/actions/projects/\(desk.project)/tasks/comment-many"
            let body: JSONValue = [
                ["object_id": .string(desk.task.uuid.text), "task_status_id": .string(wip), "comment": "a"],
                ["object_id": .string(foreign.uuid.text), "task_status_id": .string(wip), "comment": "b"],
            ]

            #expect(await studio.post(path, body, as: desk.supervisor).status == 403)
            let reply = await studio.post(path, body, as: desk.manager)

            #expect(reply.status == 201)
            #expect(reply.list.count == 1)
            #expect(try await desk.count("comment") == 1)
        }
    }

    @Test("An automation sets the status of the entity's next task", arguments: Dialect.allCases)
    func automation(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let rigging = try await studio.taskType("Rigging")
            let next = try await studio.task(on: desk.asset, type: rigging, in: desk.project)
            let (done, wip) = (try await studio.status("done"), try await studio.status("wip"))
            for field in ["status", "ready_for"] {
                try await studio.database.write { tx in
                    let automation = try tx.insert(
                        StatusAutomationRow.self,
                        [
                            "in_task_type_id": .uuid(desk.type.uuid), "in_task_status_id": .uuid(done.uuid),
                            "out_field_type": .text(field), "out_task_type_id": .uuid(rigging.uuid),
                            "out_task_status_id": field == "status" ? .uuid(wip.uuid) : .null,
                        ])
                    try tx.run(
                        """
                        INSERT INTO project_status_automation_link (project_id, status_automation_id)
                        VALUES (\(desk.project), \(automation))
                        """)
                }
            }

            try await desk.comment("done", by: desk.artist)

            #expect(try await desk.field("task_status_id", of: next) == wip.uuid.text)
            #expect(
                studio.events.suffix(5) == [
                    "comment:new", "task:update", "task:status-changed", "news:new", "asset:update",
                ])
            let comment = await studio.get("/data/tasks/\(next)/comments").list.first
            #expect(comment?["text"] == "Change triggered by Modeling set to Done")
        }
    }

    @Test("A comment moves to another task of its entity, and both follow their comments", arguments: Dialect.allCases)
    func moving(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let wip = try await studio.status("wip").uuid.text
            let next = try await studio.task(
                on: desk.asset, type: studio.taskType("Rigging"), in: desk.project, assignees: [desk.artist])
            let elsewhere = try await studio.task(
                on: studio.asset("Toad", in: desk.project), type: desk.type, in: desk.project)
            let id = try #require(try await desk.comment("wip", by: desk.artist).id)
            studio.forget()
            let path = "/actions/tasks/\(desk.task)/comments/\(id.text)/move"

            let far = await studio.post(path, ["target_task_id": .string(elsewhere.uuid.text)], as: desk.manager)
            #expect(far.status == 400)
            let target: JSONValue = ["target_task_id": .string(next.uuid.text)]
            #expect(await studio.post(path, target, as: desk.artist).status == 403)
            #expect(studio.events.isEmpty)
            let reply = await studio.post(path, target, as: desk.manager)

            #expect(reply.status == 200)
            #expect(reply["object_id"] == .string(next.uuid.text))
            #expect(try await desk.field("task_status_id", of: next) == wip)
            #expect(try await desk.field("last_comment_date") == nil)
            #expect(studio.events.suffix(3) == ["comment:delete", "comment:new", "news:new"])
        }
    }
}
