import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct DaysOffTests {
    @Test("A person takes days off, and finds them by day, week, month and year", arguments: Dialect.allCases)
    func take(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let path = "/data/persons/\(user.id.text)/day-offs"

            let made = await studio.post("/data/day-offs", user.daysOff("2026-11-21", "2026-11-24"), as: user)

            #expect(made.status == 201)
            #expect(made["description"] == "rest")
            for found in [
                "month/2026/11", "week/2026/47", "week/2026/48", "year/2026",
            ] {
                #expect(await studio.get("\(path)/\(found)", as: user).list == [made.json], "\(found)")
            }
            for empty in ["month/2026/12", "week/2026/46", "year/2025"] {
                #expect(await studio.get("\(path)/\(empty)", as: user).list.isEmpty, "\(empty)")
            }
            #expect(await studio.get("\(path)/2026-11-22", as: user).json == made.json)
            #expect(await studio.get("/data/user/day-offs/2026-11-22", as: user).json == made.json)
            #expect(await studio.get("/data/user/day-offs/2026-11-25", as: user).json == .object([:]))
            #expect(await studio.get("/data/user/day-offs/x", as: user).json == .object([:]))
            #expect(await studio.get("\(path)/week/2026/54", as: user).status == 404)
            #expect(await studio.get("\(path)/month/2026/13", as: user).status == 404)
            #expect(studio.events == ["day-off:new"])
        }
    }

    @Test("Nobody takes days off for others, twice, or backwards", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let manager = try await studio.person(.manager)
            let made = await studio.post("/data/day-offs", user.daysOff("2026-11-21", "2026-11-24"), as: user)
            let one = "/data/day-offs/\(made["id"]?.stringValue ?? "")"
            studio.forget()

            let overlapping = await studio.post("/data/day-offs", user.daysOff("2026-11-24", "2026-11-25"), as: user)
            let backwards = await studio.post("/data/day-offs", user.daysOff("2026-12-24", "2026-12-20"), as: user)
            let ofOther = await studio.post("/data/day-offs", user.daysOff("2026-12-20", "2026-12-20"), as: manager)
            let changed = await studio.put(one, ["description": "x"], as: manager)
            let given = await studio.put(one, ["person_id": .string(manager.id.text)], as: user)
            let deleted = await studio.delete(one, as: manager)

            #expect(overlapping.message == "Day off already exists for this period")
            #expect(backwards.status == 400)
            #expect([ofOther.status, changed.status, given.status, deleted.status] == [403, 403, 403, 403])
            #expect(studio.events.isEmpty)
            #expect(await studio.get("/data/day-offs").list == [made.json])
        }
    }

    @Test("Those who lead his productions see when he is away, not why", arguments: Dialect.allCases)
    func visibility(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let supervisor = try await studio.person(.supervisor)
            let colleague = try await studio.person(.user)
            let outsider = try await studio.person(.manager)
            _ = try await studio.project(team: [user, supervisor, colleague])
            let made = await studio.post("/data/day-offs", user.daysOff("2026-11-21", "2026-11-24"), as: user)
            let path = "/data/persons/\(user.id.text)/day-offs"
            let one = "/data/day-offs/\(made["id"]?.stringValue ?? "")"

            let seen = await studio.get(path, as: supervisor).list
            let ofAdmin = await studio.get(one)

            #expect(seen.count == 1)
            #expect(seen.first?["description"] == nil)
            #expect(ofAdmin["description"] == "rest")
            for person in [colleague, outsider] {
                #expect(await studio.get(path, as: person).status == 403)
                #expect(await studio.get(one, as: person).status == 403)
                #expect(await studio.get("/data/persons/day-offs/2026/11", as: person).list.isEmpty)
            }
            #expect(await studio.get("/data/persons/day-offs/2026/11").list.count == 1)
        }
    }

    @Test("The team's days off are told by person, reasons to those who manage", arguments: Dialect.allCases)
    func team(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user)
            let manager = try await studio.person(.manager)
            let colleague = try await studio.person(.user)
            let vendor = try await studio.person(.vendor)
            let project = try await studio.project(team: [user, manager, colleague, vendor])
            let made = await studio.post("/data/day-offs", user.daysOff("2026-11-21", "2026-11-24"), as: user)
            let path = "/data/projects/\(project)/day-offs"

            let ofManager = await studio.get(path, as: manager)
            let ofColleague = await studio.get(path, as: colleague)
            let later = await studio.get("\(path)?start_date=2026-11-25", as: manager)
            let unreadable = await studio.get("\(path)?start_date=x", as: manager)
            let ofVendor = await studio.get(path, as: vendor)

            #expect(ofManager[user.id.text] == [made.json])
            #expect(ofColleague[user.id.text]?.arrayValue?.first?["description"] == nil)
            #expect(ofColleague[user.id.text]?.arrayValue?.first?["type"] == "DayOff")
            #expect(later.json == .object([:]))
            #expect(unreadable.message == "Wrong date format for x and/or None")
            #expect(ofVendor.status == 403)
        }
    }

    @Test("Whoever leads a person in a production sees his days off; managers also why", arguments: Dialect.allCases)
    func leaders(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let desk = try await Desk(studio)
            let stand = try await studio.person(.user, "Stan")
            try await studio.join(stand, desk.project, role: .manager)
            let path = "/data/persons/\(desk.artist.id.text)/day-offs"
            _ = await studio.post("/data/day-offs", desk.artist.daysOff("2026-11-21", "2026-11-24"))

            for person in [desk.manager, stand] {
                #expect(await studio.get(path, as: person).list.first?["description"] == "rest")
                let all = await studio.get("/data/persons/day-offs/2026", as: person)
                #expect(all.list.first?["description"] == "rest")
            }
            let supervised = await studio.get(path, as: desk.supervisor)
            #expect(supervised.list.count == 1)
            #expect(supervised.list.first?["description"] == nil)
            #expect(await studio.get("/data/persons/day-offs/2026", as: desk.supervisor).list == supervised.list)
            for person in [desk.otherSupervisor, desk.colleague, desk.outsider, desk.client] {
                #expect(await studio.get(path, as: person).status == 403)
                #expect(await studio.get("/data/persons/day-offs/2026", as: person).list.isEmpty)
            }
        }
    }

    @Test("Presence is told by month, a line a person", arguments: Dialect.allCases)
    func presence(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let user = try await studio.person(.user, "=Zoe")

            let logged = await studio.post(
                "/data/user/desktop-login-logs", ["date": "2026-11-20T10:00:00"], as: user)
            let logs = await studio.get("/data/persons/\(user.id.text)/desktop-login-logs")
            let csv = await studio.get("/data/persons/presence-logs/2026-11")
            let refused = await studio.get("/data/persons/presence-logs/2026-11", as: user)
            let person = await studio.get("/data/persons/\(user.id.text)")
            let lines = csv.text.split(separator: "\r\n")

            #expect(logged.status == 201)
            #expect(logs.list == [logged.json])
            #expect(lines.count == 3)
            #expect(lines.first?.hasSuffix(";29;30") == true)
            #expect(
                lines.contains(
                    "'=Zoe Test" + String(repeating: ";", count: 20) + "X" + String(repeating: ";", count: 10)))
            #expect(refused.status == 403)
            #expect(person["last_presence"] == "2026-11-20")
            #expect(await studio.get("/data/persons/presence-logs/x").message == "Invalid month or year.")
        }
    }
}

extension TestPerson {
    fileprivate func daysOff(_ first: String, _ last: String) -> JSONValue {
        [
            "date": .string(first), "end_date": .string(last), "description": "rest",
            "person_id": .string(self.id.text),
        ]
    }
}
