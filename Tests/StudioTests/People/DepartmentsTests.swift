import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting
import Testing

@Suite struct DepartmentsTests {
    @Test("Administrators make, change and delete departments", arguments: Dialect.allCases)
    func rows(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let made = await studio.post("/data/departments", ["name": "Paint", "color": "#3366cc", "archived": false])
            let id = made["id"]?.stringValue ?? ""
            let same = await studio.post("/data/departments", ["name": "Paint", "color": "#3366cc"])
            let found = await studio.get("/data/departments?name=paint")
            let changed = await studio.put("/data/departments/\(id)", ["color": "#000000"])
            let deleted = await studio.delete("/data/departments/\(id)")

            #expect(made.status == 201)
            #expect(
                made.json.objectValue?.keys == ["name", "color", "archived", "id", "created_at", "updated_at", "type"])
            #expect(same.text == #"{"message":"A record with the same unique values already exists."}"#)
            #expect(found.list.count == 1)
            #expect(changed["color"] == "#000000")
            #expect(deleted.status == 204)
            #expect(studio.events == ["department:new", "department:update", "department:delete"])
        }
    }

    @Test("Managers and below only read departments", arguments: Dialect.allCases)
    func refused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let department = try await studio.department("Painting")
            for role in [Role.manager, .supervisor, .user, .vendor, .client] {
                let person = try await studio.person(role)

                let read = await studio.get("/data/departments/\(department)", as: person)
                let made = await studio.post("/data/departments", ["name": "X", "color": "#000000"], as: person)
                let changed = await studio.put("/data/departments/\(department)", ["name": "X"], as: person)
                let deleted = await studio.delete("/data/departments/\(department)", as: person)

                #expect(read["name"] == "Painting")
                #expect([made.status, changed.status, deleted.status] == [403, 403, 403], "\(role)")
            }
            #expect(studio.events.isEmpty)
        }
    }

    @Test("People come into departments and leave them", arguments: Dialect.allCases)
    func members(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let department = try await studio.department("Painting")
            let user = try await studio.person(.user)
            let path = "/actions/persons/\(user.id.text)/departments"
            let body: JSONValue = ["department_id": .string(department.uuid.text)]

            let added = await studio.post("\(path)/add", body)
            let again = await studio.post("\(path)/add", body)
            let members = await studio.get("/data/departments/\(department)/persons", as: user).list
            let removed = await studio.delete("\(path)/\(department)")
            let after = await studio.get("/data/departments/\(department)/persons").list

            #expect(added.status == 201)
            #expect(added["departments"] == .array([.string(department.uuid.text)]))
            #expect(again.status == 201)
            #expect(members.map { $0["id"] } == [.string(user.id.text)])
            #expect(members.first?["daily_salary"] == nil)
            #expect(removed.status == 204)
            #expect(after.isEmpty)
        }
    }

    @Test("Departments that do not exist, and callers who may not, change nothing", arguments: Dialect.allCases)
    func membersRefused(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let department = try await studio.department("Painting")
            let user = try await studio.person(.user)
            let manager = try await studio.person(.manager)
            let path = "/actions/persons/\(user.id.text)/departments"
            let body: JSONValue = ["department_id": .string(department.uuid.text)]

            let missing = await studio.post("\(path)/add", ["department_id": .string(UUID().text)])
            let malformed = await studio.post("\(path)/add", ["department_id": "x"])
            let nobody = await studio.post("/actions/persons/\(UUID().text)/departments/add", body)
            let byManager = await studio.post("\(path)/add", body, as: manager)

            #expect(missing.message == "Department ID matches no department")
            #expect(malformed.message == "Validation error.")
            #expect(nobody.status == 404)
            #expect(byManager.status == 403)
            #expect(studio.events.isEmpty)
        }
    }
}
