import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct TimeTablesTests {
    /// Logs minutes of the artist and the vendor on the desk's task.
    private func log(_ desk: Desk) async {
        let path = "/actions/tasks/\(desk.task)/time-spents"
        for (day, person, minutes) in [
            ("2026-11-23", desk.artist, 60), ("2026-11-20", desk.artist, 30), ("2026-10-05", desk.artist, 15),
            ("2026-11-23", desk.vendor, 45),
        ] {
            _ = await desk.studio.post(
                "\(path)/\(day)/persons/\(person.id.text)", ["duration": .int(Int64(minutes))])
        }
        desk.studio.forget()
    }

    @Test("Minutes are summed up by day, week, month and year", arguments: Dialect.allCases)
    func tables(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            await self.log(desk)
            let artist = desk.artist.id.text
            let path = "/data/persons/time-spents"

            let days = await studio.get("\(path)/day-table/2026/11", as: desk.manager)
            let weeks = await studio.get("\(path)/week-table/2026", as: desk.manager)
            let months = await studio.get("\(path)/month-table/2026", as: desk.manager)
            let years = await studio.get("\(path)/year-table", as: desk.manager)

            #expect(days.json.objectValue?.keys == ["20", "23"])
            #expect(days["23"]?[artist] == 60.0)
            #expect(weeks["48"]?[artist] == 60.0)
            #expect(weeks["47"]?[artist] == 30.0)
            #expect(months["11"]?[artist] == 90.0)
            #expect(years["2026"]?[artist] == 105.0)
            #expect(await studio.get("\(path)/day-table/2026/13").status == 400)
        }
    }

    @Test("A table holds what the caller may see", arguments: Dialect.allCases)
    func visibility(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            await self.log(desk)
            let path = "/data/persons/time-spents/day-table/2026/11"

            for person in [studio.admin, desk.manager, desk.supervisor] {
                #expect(await studio.get(path, as: person)["23"]?.objectValue?.count == 2)
            }
            #expect(await studio.get(path, as: desk.vendor)["23"]?.objectValue?.keys == [desk.vendor.id.text])
            for person in [desk.otherSupervisor, desk.colleague, desk.client, desk.outsider] {
                #expect(await studio.get(path, as: person).text == "{}")
            }
            #expect(await studio.get("\(path)?project_id=\(UUID().text)").text == "{}")
        }
    }

    @Test("A time sheet lists a person's tasks with their places", arguments: Dialect.allCases)
    func sheet(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            await self.log(desk)
            let path = "/data/persons/\(desk.artist.id.text)/time-spents"

            let month = await studio.get("\(path)/month/2026/11", as: desk.artist)
            let range = await studio.get("\(path)?start_date=2026-11-01&end_date=2026-11-30", as: desk.manager)

            #expect(month.list.map { $0["duration"] } == [90.0])
            #expect(
                month.list.first?.objectValue?.keys == [
                    "task_id", "task_type_id", "project_id", "project_name", "entity_name", "entity_type_name",
                    "sequence_name", "episode_name", "duration",
                ])
            #expect(range.list.count == 2)
            #expect(range.list.first?["task_type_id"] == .string(desk.type.uuid.text))
            #expect(await studio.get("\(path)/week/2026/48", as: desk.artist).list.first?["duration"] == 60.0)
            #expect(await studio.get("\(path)/year/2026", as: desk.artist).list.first?["duration"] == 105.0)
            #expect(await studio.get("\(path)/day/2026/11/20", as: desk.artist).list.first?["duration"] == 30.0)
            #expect(await studio.get("\(path)/month/all/2026/11", as: desk.artist).list.count == 2)
            #expect(await studio.get("\(path)/2026-11-23", as: desk.outsider).text == "[]")
            for person in [desk.colleague, desk.vendor, desk.client] {
                #expect(await studio.get("\(path)/2026-11-23", as: person).status == 403)
            }
        }
    }

    @Test("The work on an entity and on a type is read by its team and its managers", arguments: Dialect.allCases)
    func places(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            await self.log(desk)
            let type = "/data/projects/\(desk.project)/task-types/\(desk.type)/time-spents"

            let entity = await studio.get("/data/entities/\(desk.asset)/time-spents", as: desk.colleague)
            let byPerson = await studio.get("\(type)?start_date=2026-11-01&end_date=2026-11-30", as: desk.manager)

            #expect(entity.list.count == 4)
            #expect(byPerson[desk.artist.id.text]?.arrayValue?.count == 2)
            #expect(await studio.get(type, as: desk.supervisor).status == 403)
            #expect(await studio.get("/data/entities/\(desk.asset)/time-spents", as: desk.outsider).status == 403)
        }
    }
}
