import API
import Database
import FoundationEssentials
import JSONBytes

/// The files that people work in, and those that their work made, as rows.
enum ProductionFiles {
    static let routes: [Route] = working.routes + output.routes

    private static let working = Table(
        of: WorkingFileRow.self, at: "/data/working-files",
        access: TableAccess(
            list: .anyoneButVendors, read: .ofItsTask(.seesTask), create: .admin, update: .ofItsTask(.worksOnTask),
            delete: .admin)
    )
    .readingWhole().readingMalformed(as: .notFound())
    .listing { caller, _ in
        Tasks.visible(to: caller).map { "working_file.task_id IN (SELECT task.id FROM task WHERE \($0))" }
    }
    .tying("task_id", to: TaskRow.self)
    .tying("entity_id", to: EntityRow.self)
    .beforeCreate { _, body in try body.checkChoice("validation_status", of: WorkingFileRow.self) }
    .beforeUpdate { _, _, body in try body.checkChoice("validation_status", of: WorkingFileRow.self) }
    .beforeDelete { call, id in
        try call.data.run("UPDATE output_file SET source_file_id = NULL WHERE source_file_id = \(id)")
    }

    private static let output = Table(
        of: OutputFileRow.self, at: "/data/output-files",
        access: TableAccess(
            list: .anyoneButVendors, read: .seesItsEntity, create: .admin, update: .worksOnItsEntity, delete: .admin)
    )
    .readingWhole().readingMalformed(as: .notFound())
    .listing { caller, reader in
        try EntitySight(of: caller, in: nil, reader).entities(.asset).map { seen in
            "output_file.entity_id IN (SELECT entity.id FROM entity WHERE \(seen))"
        }
    }
    .tying("entity_id", "temporal_entity_id", to: EntityRow.self)
    .tying("asset_instance_id", to: AssetInstanceRow.self)
    .tying("source_file_id", to: WorkingFileRow.self)
    .beforeCreate { _, body in try body.checkChoice("quality", of: OutputFileRow.self) }
    .beforeUpdate { _, _, body in try body.checkChoice("quality", of: OutputFileRow.self) }
    // Compat: events name the production of the entity, and a file without one is none of a production's.
    .afterCreate { call, id, _ in
        guard try call.data.exists("SELECT 1 FROM output_file WHERE id = \(id) AND entity_id IS NOT NULL") else {
            throw Problem.notFound()
        }
    }
}

extension JSONObject {
    /// - Throws: ``Problem`` 400 for a code that is none of the field's choices, in the words for files.
    fileprivate func checkChoice<Row: Shape>(_ name: String, of shape: Row.Type) throws {
        guard let json = self[name], let field = Row.field(name) else { return }
        if json.isNull, field.isNullable { return }
        guard let code = json.stringValue, field.choices.contains(code) else {
            throw Problem.invalid("Invalid \(name)")
        }
    }
}

extension Permission {
    /// A permission about the task of the working file that the address names.
    fileprivate static func ofItsTask(_ permission: Permission) -> Permission {
        .through(TaskRow.self, permission) { id in "SELECT task_id FROM working_file WHERE id = \(id)" }
    }

    fileprivate static let seesItsEntity = Permission.through(EntityRow.self, .seesEntity) { id in
        "SELECT entity_id FROM output_file WHERE id = \(id)"
    }

    /// The managers of the project, and whoever is assigned to a task of the shot or scene that the output file is
    /// for, or of its entity when it is for none.
    fileprivate static let worksOnItsEntity = Permission.role(
        "the project's managers, and whoever is assigned to a task of the file's entity"
    ) { role, caller, reader, object in
        if role == .admin || role == .manager { return true }
        guard let id = object.id else { return false }
        return try reader.exists(
            """
            SELECT 1 FROM output_file
            JOIN task ON task.entity_id = COALESCE(output_file.temporal_entity_id, output_file.entity_id)
            JOIN task_person_link link ON link.task_id = task.id
            WHERE output_file.id = \(id) AND link.person_id = \(caller.id)
            """)
    }
}
