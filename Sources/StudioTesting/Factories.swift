import API
import Database
import FoundationEssentials
import JSONBytes
import Studio

// What a test needs to be there, written straight to the database: no events, no permissions.
extension TestStudio {
    package func person(_ role: Role, _ name: String = "Someone", departments: [UUID] = []) async throws -> TestPerson {
        try await self.database.write { tx in
            let person = try TestPerson.make(role, name, in: tx)
            for department in departments {
                try tx.run(
                    "INSERT INTO department_link (person_id, department_id) VALUES (\(person.id), \(department))")
            }
            return person
        }
    }

    package func insert<Row: Shape>(_ shape: Row.Type, _ values: [String: Value]) async throws -> Row.ID {
        try await self.database.write { try $0.insert(shape, values) }
    }

    package func department(_ name: String = "Modeling") async throws -> DepartmentRow.ID {
        try await self.insert(DepartmentRow.self, ["name": .text(name), "color": .text("#78909C")])
    }

    /// An open production with `team` on its team.
    package func project(_ name: String = "Swallows", team: [TestPerson] = []) async throws -> ProjectRow.ID {
        try await self.database.write { tx in
            let status = try tx.row(ProjectStatusRow.self, ["name": .text("Open"), "color": .text("#000000")])
            let id = try tx.insert(
                ProjectRow.self, ["name": .text(name), "project_status_id": .uuid(status)])
            for person in team { try tx.join(person.id, id.uuid) }
            return id
        }
    }

    /// Puts a person on a team, with a role of his own there when `role` is given.
    package func join(_ person: TestPerson, _ project: ProjectRow.ID, role: Role? = nil) async throws {
        try await self.database.write { try $0.join(person.id, project.uuid, role: role) }
    }

    package func assetType(_ name: String = "Character") async throws -> EntityTypeRow.ID {
        EntityTypeRow.ID(try await self.database.write { try $0.row(EntityTypeRow.self, ["name": .text(name)]) })
    }

    package func asset(
        _ name: String = "Frog", in project: ProjectRow.ID, type: String = "Character"
    ) async throws -> EntityRow.ID {
        try await self.entity(name, type, in: project)
    }

    package func episode(_ name: String = "E01", in project: ProjectRow.ID) async throws -> EntityRow.ID {
        try await self.entity(name, "Episode", in: project)
    }

    package func sequence(
        _ name: String = "SEQ01", in project: ProjectRow.ID, episode: EntityRow.ID? = nil
    ) async throws -> EntityRow.ID {
        try await self.entity(name, "Sequence", in: project, parent: episode)
    }

    package func shot(
        _ name: String = "SH01", in project: ProjectRow.ID, sequence: EntityRow.ID? = nil
    ) async throws -> EntityRow.ID {
        try await self.entity(name, "Shot", in: project, parent: sequence)
    }

    /// An entity of the type with that name, which is made when it is missing.
    package func entity(
        _ name: String, _ type: String, in project: ProjectRow.ID, parent: EntityRow.ID? = nil
    ) async throws -> EntityRow.ID {
        try await self.database.write { tx in
            let type = try tx.row(EntityTypeRow.self, ["name": .text(type)])
            var values: [String: Value] = [
                "name": .text(name), "project_id": .uuid(project.uuid), "entity_type_id": .uuid(type),
            ]
            if let parent { values["parent_id"] = .uuid(parent.uuid) }
            return try tx.insert(EntityRow.self, values)
        }
    }

    /// A task type that the project uses.
    package func taskType(
        _ name: String = "Modeling", for entity: String = "Asset", department: DepartmentRow.ID? = nil
    ) async throws -> TaskTypeRow.ID {
        var values: [String: Value] = [
            "name": .text(name), "color": .text("#78909C"), "for_entity": .text(entity),
        ]
        if let department { values["department_id"] = .uuid(department.uuid) }
        let fixed = values
        return TaskTypeRow.ID(try await self.database.write { try $0.row(TaskTypeRow.self, fixed) })
    }

    /// A task status, by its short name: `todo` is the default one, `wip`, `wfa`, `retake` and `done` have their flags.
    package func status(_ short: String = "todo") async throws -> TaskStatusRow.ID {
        let values: [String: Value] = [
            "name": .text(short.uppercased()), "short_name": .text(short), "color": .text("#f5f5f5"),
            "is_default": .bool(short == "todo"), "is_wip": .bool(short == "wip"),
            "is_retake": .bool(short == "retake"),
            "is_feedback_request": .bool(short == "wfa"), "is_done": .bool(short == "done"),
        ]
        return TaskStatusRow.ID(
            try await self.database.write { try $0.row(TaskStatusRow.self, values, by: "short_name") })
    }

    /// A task on an entity, with the default status.
    package func task(
        on entity: EntityRow.ID, type: TaskTypeRow.ID, in project: ProjectRow.ID, assignees: [TestPerson] = []
    ) async throws -> TaskRow.ID {
        let status = try await self.status()
        return try await self.database.write { tx in
            let id = try tx.insert(
                TaskRow.self,
                [
                    "name": .text("main"), "project_id": .uuid(project.uuid), "entity_id": .uuid(entity.uuid),
                    "task_type_id": .uuid(type.uuid), "task_status_id": .uuid(status.uuid),
                ])
            for person in assignees {
                try tx.run("INSERT INTO task_person_link (task_id, person_id) VALUES (\(id), \(person.id))")
            }
            return id
        }
    }
}

extension Transaction {
    fileprivate func join(_ person: UUID, _ project: UUID, role: Role? = nil) throws {
        try self.run(
            """
            INSERT INTO project_person_link (project_id, person_id, role)
            VALUES (\(project), \(person), \(role?.rawValue))
            """)
    }

    /// The id of the row with the same name, which is made when it is missing.
    fileprivate func row<Row: Shape>(
        _ shape: Row.Type, _ values: [String: Value], by name: String = "name"
    ) throws -> UUID {
        let value = values[name] ?? .null
        let known: SQL = "SELECT id FROM \(Row.self) WHERE \(SQL(verbatim: name)) = \(value)"
        return try self.first(known) { try $0.uuid(0) } ?? self.insert(Row.self, values).uuid
    }
}
