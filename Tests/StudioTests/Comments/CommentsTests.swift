import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Studio
import StudioTesting
import Testing

/// Comments as they are written.
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
}
