import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct NewsTests {
    @Test("News come newest first, page by page, with changes counted by status", arguments: Dialect.allCases)
    func page(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let wip = try await studio.status("wip").uuid.text
            for text in ["one", "two", "three"] { try await desk.comment("wip", text, by: desk.artist) }

            let reply = await studio.get("/data/projects/\(desk.project)/news?limit=2", as: desk.colleague)

            #expect(reply.status == 200)
            #expect(
                reply.json.objectValue?.keys == [
                    "data", "total", "nb_pages", "limit", "offset", "page", "stats",
                ])
            #expect(reply["total"] == 3)
            #expect(reply["nb_pages"] == 2)
            #expect(reply["stats"] == [wip: 1])
            let line = reply["data"]?.arrayValue?.first
            #expect(line?["full_entity_name"] == "Character / Frog")
            #expect(line?["change"] == false)
            #expect(line?["person"]?["full_name"] == "Aki Test")
            #expect(reply["data"]?.arrayValue?.count == 2)
        }
    }

    @Test("News are narrowed by status, person and date", arguments: Dialect.allCases)
    func filters(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wip", by: desk.artist)
            try await desk.comment("done", by: desk.manager)
            let path = "/data/projects/\(desk.project)/news"
            let done = try await studio.status("done").uuid.text

            #expect(await studio.get("\(path)?task_status_id=\(done)")["total"] == 1)
            #expect(await studio.get("\(path)?person_id=\(desk.artist.id.text)")["total"] == 1)
            #expect(await studio.get("\(path)?before=2020-01-01T00:00:00")["total"] == 0)
            #expect(await studio.get("\(path)?only_preview=true")["total"] == 0)
            #expect(await studio.get("\(path)?after=x").status == 400)
            #expect(await studio.get("\(path)?task_type_id=x").status == 400)
            #expect(await studio.get("\(path)?page=0").status == 400)
        }
    }

    @Test("Strangers and clients read no news, vendors only of their tasks", arguments: Dialect.allCases)
    func access(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wip", by: desk.artist)
            let path = "/data/projects/\(desk.project)/news"
            let id = try #require(await studio.get(path)["data"]?.arrayValue?.first?["id"]?.stringValue)

            for person in [desk.outsider, desk.client] {
                #expect(await studio.get(path, as: person).status == 403)
                #expect(await studio.get("\(path)/\(id)", as: person).status == 403)
            }
            #expect(await studio.get(path, as: desk.vendor)["total"] == 1)
            #expect(await studio.get(path, as: desk.otherVendor)["total"] == 0)
            #expect(await studio.get("\(path)/\(id)", as: desk.otherVendor).status == 404)
            #expect(await studio.get("/data/projects/news", as: desk.outsider)["total"] == 0)
            #expect(await studio.get("/data/projects/news", as: desk.artist)["total"] == 1)
        }
    }

    @Test("A line of another project's news is not found", arguments: Dialect.allCases)
    func foreign(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            try await desk.comment("wip", by: desk.artist)
            let other = try await studio.project("Other")
            let news = await studio.get("/data/projects/\(desk.project)/news")
            let id = try #require(news["data"]?.arrayValue?.first?["id"]?.stringValue)

            #expect(await studio.get("/data/projects/\(other)/news/\(id)").status == 404)
            #expect(await studio.get("/data/projects/\(desk.project)/news/\(id)").status == 200)
        }
    }
}
