import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct MyTasksTests {
    @Test("A todo item names everything around the task", arguments: Dialect.allCases)
    func todo(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wip", "on it", by: desk.artist)

            let item = try #require(await studio.get("/data/user/tasks", as: desk.artist).list.first?.objectValue)

            #expect(
                Array(item.keys.suffix(27).dropFirst()) == [
                    "project_name", "project_has_avatar", "entity_name", "entity_description", "entity_data",
                    "entity_preview_file_id", "entity_source_id", "entity_type_name", "entity_canceled",
                    "sequence_name",
                    "episode_id", "episode_name", "task_type_for_entity", "task_estimation", "task_duration",
                    "task_start_date", "task_due_date", "task_type_name", "task_status_name", "task_type_color",
                    "task_status_color", "task_status_short_name", "episode_ids", "episode_names", "assignees",
                    "last_comment",
                ])
            #expect(item["entity_name"] == "Frog")
            #expect(item["entity_preview_file_id"] == "")
            #expect(item["project_has_avatar"] == false)
            #expect(item["episode_ids"] == [])
            #expect(item["last_comment"]?["text"] == "on it")
        }
    }

    @Test("A shot's item names its sequence and its episode", arguments: Dialect.allCases)
    func shot(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let episode = try await studio.episode(in: desk.project)
            let sequence = try await studio.sequence(in: desk.project, episode: episode)
            let shot = try await studio.shot(in: desk.project, sequence: sequence)
            let animation = try await studio.taskType("Animation", for: "Shot")
            _ = try await studio.task(on: shot, type: animation, in: desk.project, assignees: [desk.colleague])

            let item = try #require(await studio.get("/data/user/tasks", as: desk.colleague).list.first)

            #expect(item["sequence_name"] == "SEQ01")
            #expect(item["episode_name"] == "E01")
            #expect(item["episode_id"] == .string(episode.uuid.text))
            #expect(item["episode_ids"] == nil)
            #expect(item["last_comment"] == [:])
        }
    }

    @Test("A done task moves to the done list", arguments: Dialect.allCases)
    func done(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("done")

            #expect(await studio.get("/data/user/tasks", as: desk.artist).text == "[]")
            #expect(await studio.get("/data/user/done-tasks", as: desk.artist).list.count == 1)
            #expect(await studio.get("/data/persons/\(desk.artist.id.text)/done-tasks").list.count == 1)
        }
    }

    @Test("A person's tasks are seen as far as the projects are", arguments: Dialect.allCases)
    func ofPerson(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let path = "/data/persons/\(desk.artist.id.text)/tasks"

            for person in [studio.admin, desk.manager, desk.colleague] {
                #expect(await studio.get(path, as: person).list.count == 1)
            }
            for person in [desk.outsider, desk.client] { #expect(await studio.get(path, as: person).text == "[]") }
            #expect(await studio.get(path, as: desk.vendor).status == 403)
            #expect(await studio.get("/data/persons/\(UUID().text)/tasks").status == 404)
        }
    }

    @Test("What waits for review comes to those who lead the work", arguments: Dialect.allCases)
    func toCheck(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wfa", by: desk.artist)
            let path = "/data/user/tasks-to-check"

            for person in [studio.admin, desk.manager, desk.supervisor] {
                #expect(await studio.get(path, as: person).list.count == 1)
            }
            for person in [desk.otherSupervisor, desk.artist, desk.client, desk.outsider] {
                #expect(await studio.get(path, as: person).text == "[]")
            }
            let page = await studio.get("\(path)?page=1&limit=1", as: desk.manager)
            #expect(page["stats"]?["total"] == 1)
            #expect(page["is_more"] == false)
            #expect(page["data"]?.arrayValue?.count == 1)
        }
    }

    @Test("An artist's item does not tell what a client wrote", arguments: Dialect.allCases)
    func lastComment(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wip", "artist", by: desk.artist)
            try await desk.comment("wip", "client", by: desk.client)

            let item = await studio.get("/data/user/tasks", as: desk.artist).list.first

            #expect(item?["last_comment"]?["text"] == "artist")
        }
    }
}
