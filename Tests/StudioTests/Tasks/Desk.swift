import API
import Database
import FoundationEssentials
import JSONBytes
import Studio
import StudioTesting

/// A production with one asset, one task on it and one person of each role, for tests about work.
struct Desk {
    let studio: TestStudio
    let project: ProjectRow.ID
    let asset: EntityRow.ID
    let type: TaskTypeRow.ID
    let task: TaskRow.ID
    let manager: TestPerson
    let supervisor: TestPerson
    /// A supervisor of another department.
    let otherSupervisor: TestPerson
    let artist: TestPerson
    /// In the team, not assigned.
    let colleague: TestPerson
    let vendor: TestPerson
    let otherVendor: TestPerson
    let client: TestPerson
    /// A manager of other productions.
    let outsider: TestPerson

    init(_ studio: TestStudio) async throws {
        self.studio = studio
        self.manager = try await studio.person(.manager, "Mina")
        self.supervisor = try await studio.person(.supervisor, "Sora")
        let department = try await studio.department("Catering")
        self.otherSupervisor = try await studio.person(.supervisor, "Saki", departments: [department.uuid])
        self.artist = try await studio.person(.user, "Aki")
        self.colleague = try await studio.person(.user, "Kei")
        self.vendor = try await studio.person(.vendor, "Vera")
        self.otherVendor = try await studio.person(.vendor, "Vito")
        self.client = try await studio.person(.client, "Cleo")
        self.outsider = try await studio.person(.manager, "Otto")
        self.project = try await studio.project(
            team: [
                self.manager, self.supervisor, self.otherSupervisor, self.artist, self.colleague, self.vendor,
                self.otherVendor, self.client,
            ])
        self.asset = try await studio.asset(in: self.project)
        self.type = try await studio.taskType()
        self.task = try await studio.task(
            on: self.asset, type: self.type, in: self.project, assignees: [self.artist, self.vendor])
        studio.forget()
    }

    /// A row's field, straight from the database.
    func field(_ name: String, of task: TaskRow.ID? = nil) async throws -> String? {
        let id = task ?? self.task
        return try await self.studio.database.read { reader in
            let sql: SQL = "SELECT CAST(\(SQL(verbatim: name)) AS TEXT) FROM task WHERE id = \(id)"
            return try reader.first(sql) { try $0.value(0, as: String?.self) } ?? nil
        }
    }

    func count(_ table: String) async throws -> Int {
        try await self.studio.database.read { try $0.count("SELECT count(*) FROM \(SQL(verbatim: table))") }
    }

    /// A comment by somebody, with the status of that short name.
    @discardableResult
    func comment(
        _ status: String, _ text: String = "hello", by person: TestPerson? = nil, more: JSONObject = [:]
    ) async throws -> Reply {
        let id = try await self.studio.status(status)
        var body: JSONObject = ["task_status_id": .string(id.uuid.text), "comment": .string(text)]
        for (name, value) in more.entries { body[name] = value }
        return await self.studio.post("/actions/tasks/\(self.task)/comment", .object(body), as: person)
    }
}
