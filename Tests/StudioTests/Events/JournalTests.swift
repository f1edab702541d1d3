import API
import Database
import FoundationEssentials
import JSONBytes
import StudioTesting
import Testing

@testable import Studio

@Suite struct JournalTests {
    @Test("Managers read the events of their productions, administrators all", arguments: Dialect.allCases)
    func sight(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let (manager, foreign) = (try await studio.person(.manager), try await studio.person(.manager))
            let artist = try await studio.person(.user)
            let project = try await studio.project(team: [manager, artist])
            try await studio.database.write { tx in
                try tx.emit("kite:flown", ["height": 12], project: project.uuid)
                try tx.emit("kite:landed", ["height": 0], project: project.uuid)
                try tx.emit("studio:opened", [:])
            }
            let own = "/data/events/last?project_id=\(project)"

            let ofManager = await studio.get("/data/events/last", as: manager)
            let ofForeign = await studio.get("/data/events/last", as: foreign)
            let ofAdmin = await studio.get("/data/events/last?limit=2")
            let refused = [
                await studio.get(own, as: foreign), await studio.get(own, as: artist),
                await studio.get("/data/events/login-logs/last", as: manager),
                await studio.get("/data/events/names", as: artist),
            ]
            let names = await studio.get("/data/events/names", as: manager)

            #expect(ofManager.list.map { $0["name"] } == ["kite:landed", "kite:flown"])
            #expect(ofForeign.status == 200 && ofForeign.list.isEmpty)
            #expect(ofAdmin.list.map { $0["name"] } == ["studio:opened", "kite:landed"])
            #expect(refused.map(\.status) == [403, 403, 403, 403])
            #expect(names.list.filter { $0.stringValue?.hasPrefix("kite") == true } == ["kite:flown", "kite:landed"])
            #expect(names.list.count == Set(names.list.map(\.text)).count)
        }
    }

    @Test("Events are narrowed by name, person and what came before", arguments: Dialect.allCases)
    func narrowing(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let artist = try await studio.person(.user)
            try await studio.database.write { tx in
                try tx.emit("task:new", [:])
                try tx.emit("task-type:new", [:])
            }
            try await studio.database.write { tx in
                tx.author = artist.id
                try tx.emit("task:update", [:])
            }
            func names(_ query: String) async -> [JSONValue?] {
                await studio.get("/data/events/last?\(query)").list.map { $0["name"] }
            }
            let newest = await studio.get("/data/events/last?limit=1").list.first?["id"]?.stringValue ?? ""

            let byPrefix = await names("name_prefixes=task&limit=2")
            let bySuffix = await names("name_suffixes=new&limit=2")
            let byPerson = await names("person_ids=\(artist.id.text)")
            let older = await names("cursor_event_id=\(newest)&limit=2")
            let wrong = [
                await studio.get("/data/events/last?limit=-1"), await studio.get("/data/events/last?after=soon"),
                await studio.get("/data/events/last?name_prefixes=task%25"),
                await studio.get("/data/events/last?cursor_event_id=\(UUID().text)"),
            ]

            #expect(byPrefix == ["task:update", "task:new"])
            #expect(bySuffix == ["task-type:new", "task:new"])
            #expect(byPerson == ["task:update"])
            #expect(older == ["task-type:new", "task:new"])
            #expect(wrong.map(\.status) == [400, 400, 400, 400])
        }
    }
}
