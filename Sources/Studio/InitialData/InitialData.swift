import Database
import FoundationEssentials
import JSONBytes

/// What a new studio starts with: departments, types and states of work, settings.
package enum InitialData {
    /// Fills a database that holds no studio yet; leaves any other as it is.
    ///
    /// - Returns: Whether anything was missing.
    @discardableResult
    package static func insertAtFirstStart(_ tx: Transaction, for domain: Domain = .animation3D) throws -> Bool {
        guard try !tx.exists("SELECT 1 FROM \(ProjectStatusRow.self) LIMIT 1") else { return false }
        return try self.insert(tx, for: domain)
    }

    /// Adds what the studio does not have yet, by name. What it has keeps its colours and flags.
    ///
    /// New asset types, departments, task types and statuses are announced, as those that people make are.
    ///
    /// - Returns: Whether anything was missing.
    @discardableResult
    package static func insert(_ tx: Transaction, for domain: Domain = .animation3D) throws -> Bool {
        var planting = Planting(tx)
        try planting.projectStatuses()
        try planting.entityTypes(Self.kindsOfEntity, announced: false)
        try planting.entityTypes(domain.assetTypes, announced: true)
        try planting.departments(domain.departments)
        try planting.taskTypes([Self.conceptTaskType], announced: false)
        try planting.taskTypes(domain.taskTypes, announced: true)
        try planting.taskStatuses(Self.taskStatuses)
        try planting.organisation()
        return planting.count > 0
    }
}

/// One run of ``InitialData``: what is missing is inserted, the rest found.
private struct Planting {
    private let tx: Transaction
    private(set) var count = 0

    init(_ tx: Transaction) { self.tx = tx }

    mutating func projectStatuses() throws {
        for name in ["Open", "Closed"] where try !self.has(ProjectStatusRow.self, named: name) {
            try self.insert(ProjectStatusRow.self, ["name": .text(name), "color": .text("#000000")])
        }
    }

    mutating func entityTypes(_ names: [String], announced: Bool) throws {
        for name in names where try !self.has(EntityTypeRow.self, named: name) {
            let id = try self.insert(EntityTypeRow.self, ["name": .text(name)])
            if announced { try self.announce("asset-type", id.uuid) }
        }
    }

    mutating func departments(_ departments: [InitialData.Department]) throws {
        for department in departments where try !self.has(DepartmentRow.self, named: department.name) {
            let values: [String: Value] = ["name": .text(department.name), "color": .text(department.color)]
            try self.announce("department", self.insert(DepartmentRow.self, values).uuid)
        }
    }

    mutating func taskTypes(_ types: [InitialData.TaskType], announced: Bool) throws {
        for type in types {
            let found: SQL = """
                SELECT 1 FROM \(TaskTypeRow.self) WHERE name = \(type.name) AND for_entity = \(type.entity)
                """
            guard try !self.tx.exists(found) else { continue }
            let department = try type.department.flatMap { try self.department($0) }
            let values: [String: Value] = [
                "name": .text(type.name), "short_name": .text(""), "color": .text(type.color),
                "priority": .int(type.priority), "for_entity": .text(type.entity),
                "department_id": department?.bound ?? .null,
            ]
            let id = try self.insert(TaskTypeRow.self, values)
            if announced { try self.announce("task-type", id.uuid) }
        }
    }

    mutating func taskStatuses(_ statuses: [InitialData.TaskStatus]) throws {
        for status in statuses {
            let found: SQL = "SELECT 1 FROM \(TaskStatusRow.self) WHERE short_name = \(status.shortName)"
            guard try !self.tx.exists(found) else { continue }
            var values: [String: Value] = [
                "name": .text(status.name), "short_name": .text(status.shortName), "color": .text(status.color),
                "for_concept": .bool(status.isForConcepts),
            ]
            if let flag = status.flag { values[flag] = .bool(true) }
            try self.announce("task-status", self.insert(TaskStatusRow.self, values).uuid)
        }
    }

    mutating func organisation() throws {
        guard try Organisation.id(self.tx) == nil else { return }
        try Organisation.found(self.tx)
        self.count += 1
    }

    private func has(_ shape: (some Shape).Type, named name: String) throws -> Bool {
        try self.tx.exists("SELECT 1 FROM \(shape) WHERE name = \(name)")
    }

    private func department(_ name: String) throws -> DepartmentRow.ID? {
        try self.tx.one("SELECT id FROM \(DepartmentRow.self) WHERE name = \(name)", DepartmentRow.ID.self)
    }

    /// Each row is a microsecond younger than the one before, so that lists by age keep the order of this file.
    @discardableResult
    private mutating func insert<Row: Shape>(_ shape: Row.Type, _ values: [String: Value]) throws -> Row.ID {
        var values = values
        let moment = Timestamp(microseconds: self.tx.now.microseconds + Int64(self.count))
        values["created_at"] = .timestamp(moment)
        values["updated_at"] = .timestamp(moment)
        self.count += 1
        return try self.tx.insert(shape, values)
    }

    private func announce(_ kind: String, _ id: UUID) throws {
        let key = kind.replacing("-", with: "_") + "_id"
        try self.tx.emit("\(kind):new", [key: .string(id.text)])
    }
}
