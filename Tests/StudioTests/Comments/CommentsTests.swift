import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct CommentsTests {
    @Test("A comment sets the status and tells assignees and feed, in order", arguments: Dialect.allCases)
    func comment(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let wip = try await studio.status("wip")

            let reply = try await desk.comment("wip", by: desk.artist, more: ["checklist": [["text": "a"]]])

            #expect(reply.status == 201)
            #expect(reply["text"] == "hello")
            #expect(reply["checklist"] == [["text": "a"]])
            #expect(reply["person"]?["id"] == .string(desk.artist.id.text))
            #expect(reply["task_status"]?["short_name"] == "wip")
            let last = [
                "mentions", "department_mentions", "acknowledgements", "attachment_files", "task_status", "person",
            ]
            #expect(reply.json.objectValue?.keys.suffix(6) == last[...])
            #expect(
                studio.events == [
                    "comment:new", "task:update", "task:status-changed", "notification:new", "news:new",
                ])
            #expect(
                studio.fullEvents.first?.payload.keys == [
                    "comment_id", "task_id", "task_status_id", "person_id", "for_client", "project_id",
                ])
            #expect(try await desk.field("task_status_id") == wip.uuid.text)
            #expect(try await desk.field("real_start_date") != nil)
            #expect(try await desk.field("last_comment_date") != nil)
        }
    }

    @Test("A comment that leaves the status says nothing of a change", arguments: Dialect.allCases)
    func unchanged(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            try await desk.comment("todo", by: desk.artist)

            #expect(studio.events == ["comment:new", "task:update", "notification:new", "news:new"])
        }
    }

    @Test("Asking for feedback is told of as a review", arguments: Dialect.allCases)
    func review(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            try await desk.comment("wfa", by: desk.artist)

            #expect(studio.events[2...3] == ["task:status-changed", "task:to-review"])
            #expect(try await desk.field("end_date") != nil)
        }
    }

    @Test("Those who do not work on a task do not comment on it", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            for person in [desk.colleague, desk.otherVendor, desk.otherSupervisor, desk.outsider] {
                #expect(try await desk.comment("wip", by: person).status == 403)
            }

            #expect(studio.events.isEmpty)
            #expect(try await desk.count("comment") == 0)
        }
    }

    @Test("An artist does not set a status that artists may not set", arguments: Dialect.allCases)
    func statusRefused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let done = try await studio.status("done")
            try await studio.database.write { tx in _ = try tx.update(done, ["is_artist_allowed": .bool(false)]) }

            #expect(try await desk.comment("done", by: desk.artist).status == 403)
            #expect(try await desk.comment("done", by: desk.supervisor).status == 201)
        }
    }

    @Test("Only managers write for others, at other times and for clients", arguments: Dialect.allCases)
    func overrides(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let more: JSONObject = [
                "person_id": .string(desk.colleague.id.text), "created_at": "2020-01-02T10:00:00", "for_client": true,
            ]

            let byManager = try await desk.comment("wip", by: desk.manager, more: more)
            let byArtist = try await desk.comment("wip", by: desk.artist, more: more)

            #expect(byManager["person_id"] == .string(desk.colleague.id.text))
            #expect(byManager["created_at"] == "2020-01-02T10:00:00")
            #expect(byManager["for_client"] == true)
            #expect(byArtist["person_id"] == .string(desk.artist.id.text))
            #expect(byArtist["created_at"] != "2020-01-02T10:00:00")
            #expect(byArtist["for_client"] == false)
        }
    }

    @Test(
        "A body without a status, or with fields of the wrong kind, is refused field by field",
        arguments: Dialect.allCases)
    func wrongBody(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let path = "/actions/tasks/\(desk.task)/comment"

            let none = await studio.post(path)
            let wrong = await studio.post(path, ["comment": 5, "links": "x"])

            #expect(none.status == 400)
            #expect(none.message == "Validation error.")
            #expect(
                none["data"]?["errors"] == [["field": "task_status_id", "message": "Field required"]])
            #expect(wrong["data"]?["errors"]?.arrayValue?.count == 3)
            #expect(await studio.post(path, ["task_status_id": "x"]).status == 404)
            #expect(studio.events.isEmpty)
        }
    }

    @Test("A form comments as JSON does", arguments: Dialect.allCases)
    func form(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let wip = try await studio.status("wip")

            let reply = await studio.send(
                .post, "/actions/tasks/\(desk.task)/comment",
                .form(
                    fields: [
                        (name: "task_status_id", value: wip.uuid.text), (name: "comment", value: "form"),
                        (name: "checklist", value: #"[{"text": "a", "checked": true}]"#),
                        (name: "for_client", value: "false"),
                    ], files: []), as: desk.manager)

            #expect(reply.status == 201)
            #expect(reply["checklist"] == [["text": "a", "checked": true]])
        }
    }

    @Test("Retakes are counted, and refused once there were enough", arguments: Dialect.allCases)
    func retakes(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await studio.database.write { tx in _ = try tx.update(desk.project, ["max_retakes": .int(1)]) }

            try await desk.comment("wfa")
            try await desk.comment("retake")
            studio.forget()
            let second = try await desk.comment("retake")

            #expect(second.status == 400)
            #expect(second.message == "No more retakes allowed on this task")
            #expect(studio.events.isEmpty)
            #expect(try await desk.field("retake_count") == "1")
            #expect(try await desk.field("end_date") == nil)
        }
    }

    @Test("A person and a department of the team are mentioned and told", arguments: Dialect.allCases)
    func mentions(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)

            let reply = try await desk.comment("wip", "look @Kei Test and @Catering, not @Otto Test", by: desk.artist)

            #expect(reply["mentions"] == [.string(desk.colleague.id.text)])
            #expect(reply["department_mentions"]?.arrayValue?.count == 1)
            let told = try await studio.database.read { reader in
                try reader.all(
                    "SELECT person_id FROM notification WHERE type = 'mention'", UUID.self)
            }
            #expect(Set(told) == [desk.colleague.id, desk.otherSupervisor.id])
        }
    }

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
            let reply = await studio.put(
                path, ["object_id": .string(desk.asset.uuid.text), "person_id": .string(desk.manager.id.text)],
                as: desk.manager)

            #expect(reply["text"] == "better")
            #expect(reply["object_id"] == .string(desk.task.uuid.text))
            #expect(reply["person_id"] == .string(desk.artist.id.text))
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
