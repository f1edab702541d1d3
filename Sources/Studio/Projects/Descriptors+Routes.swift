import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Descriptors {
    package static let routes: [Route] = [
        .get(
            "/data/projects/{project_id}/metadata-descriptors", "The metadata columns of a production, by name.",
            .project, allow: .member, answers: .list(MetadataDescriptorRow.self), handler: list),
        .post(
            "/data/projects/{project_id}/metadata-descriptors", "Give a production another metadata column.",
            .project,
            .object("`name`, `entity_type`, `data_type`, `choices`, `for_client`, `departments`, `task_type_id`."),
            allow: .supervisorOfProject, answers: .one(MetadataDescriptorRow.self), handler: create),
        .post(
            "/data/projects/{project_id}/metadata-descriptors/reorder", "Set the places of metadata columns.",
            .project, .field("entity_type", "What they are columns of."), .field("descriptor_ids", "In order."),
            allow: .projectManager, answers: .list(MetadataDescriptorRow.self), handler: reorder),
        .get(
            "/data/projects/{project_id}/metadata-descriptors/{metadata_descriptor_id}", "One metadata column.",
            .project, .path("metadata_descriptor_id", malformed: .notFound()),
            allow: .member, answers: .one(MetadataDescriptorRow.self), handler: one),
        .put(
            "/data/projects/{project_id}/metadata-descriptors/{metadata_descriptor_id}",
            "Change a metadata column. With its name its key changes, in all values too.",
            .project, .path("metadata_descriptor_id", malformed: .notFound()),
            .object("`name`, `data_type`, `choices`, `for_client`, `departments`."),
            allow: .supervisorOfProject, answers: .one(MetadataDescriptorRow.self), handler: change),
        .delete(
            "/data/projects/{project_id}/metadata-descriptors/{metadata_descriptor_id}",
            "Delete a metadata column, with its values.",
            .project, .path("metadata_descriptor_id", malformed: .notFound()),
            allow: .supervisorOfProject, handler: delete),
    ]

    private static let columns = MetadataDescriptorRow.columns.with(MetadataDescriptorRow.relations)

    private static func list(_ call: Reading, project: ProjectRow.ID) throws -> Answer {
        .rows(
            """
            SELECT \(columns: self.columns) FROM metadata_descriptor
            WHERE project_id = \(project) AND \(self.visible(to: try call.caller)) ORDER BY name, id
            """, as: self.columns)
    }

    private static func one(
        _ call: Reading, project: ProjectRow.ID, id: MetadataDescriptorRow.ID
    ) throws -> Answer {
        _ = try self.descriptor(id, in: project, call.data)
        let caller = try call.caller
        guard try call.data.exists("SELECT 1 FROM metadata_descriptor WHERE id = \(id) AND \(self.visible(to: caller))")
        else { throw Problem.forbidden }
        return self.answer(id)
    }

    private static func answer(_ id: MetadataDescriptorRow.ID, _ status: HTTPResponse.Status = .ok) -> Answer {
        .one("SELECT \(columns: self.columns) FROM metadata_descriptor WHERE id = \(id)", as: self.columns, status)
    }

    /// - Throws: ``Problem`` 404 for one of another production.
    static func descriptor(
        _ id: MetadataDescriptorRow.ID, in project: ProjectRow.ID, _ data: Reader
    ) throws -> KnownDescriptor {
        let found = try data.one(
            """
            SELECT name, field_name, entity_type, task_type_id FROM metadata_descriptor
            WHERE id = \(id) AND project_id = \(project)
            """, String.self, String.self, String.self, UUID?.self)
        guard let (name, field, entity, type) = found else { throw Problem.notFound() }
        let departments = try data.all(
            "SELECT department_id FROM department_metadata_descriptor_link WHERE metadata_descriptor_id = \(id)"
        ) { try $0.uuid(0) }
        return KnownDescriptor(name: name, field: field, entity: entity, taskType: type, departments: departments)
    }

    private static func reorder(
        _ call: Writing, project: ProjectRow.ID, entity: Phrase, ids: [String]
    ) throws -> Answer {
        guard !ids.isEmpty else {
            throw Problem.invalid(
                fields: [(field: "descriptor_ids", message: "List should have at least 1 item after validation, not 0")]
            )
        }
        var known: [MetadataDescriptorRow.ID] = []
        for (index, text) in ids.enumerated() {
            guard let uuid = UUID(strict: text) else { throw Problem.malformedValue }
            let id = MetadataDescriptorRow.ID(uuid)
            let count = try call.data.run(
                """
                UPDATE metadata_descriptor SET position = \(index + 1), updated_at = \(call.data.now)
                WHERE id = \(id) AND project_id = \(project) AND entity_type = \(entity.text)
                """)
            guard count > 0 else {
                throw Problem.invalid(
                    "Descriptor \(text) not found for project \(project) and entity type \(entity.text)")
            }
            try self.announce("update", id, project, call)
            known.append(id)
        }
        return .rows(
            "SELECT \(columns: self.columns) FROM metadata_descriptor WHERE id \(in: known) ORDER BY position, id",
            as: self.columns)
    }

    static func announce(
        _ word: String, _ id: MetadataDescriptorRow.ID, _ project: ProjectRow.ID, _ call: Writing
    ) throws {
        try call.data.emit(
            "metadata-descriptor:\(word)", ["metadata_descriptor_id": .string(id.uuid.text)], project: project.uuid)
    }

    private static func create(_ call: Writing, project: ProjectRow.ID, body: JSONObject) throws -> Answer {
        let draft = try DescriptorDraft(body)
        try self.checkDepartments(draft.departments, call, project)
        return self.answer(try self.make(draft, body, in: project, call), .created)
    }

    private static func change(
        _ call: Writing, project: ProjectRow.ID, id: MetadataDescriptorRow.ID, body: JSONObject
    ) throws -> Answer {
        let known = try self.descriptor(id, in: project, call.data)
        let draft = try DescriptorDraft(body, named: known.name)
        try self.checkDepartments(known.departments + draft.departments, call, project)
        // Compat: a body without anything changes nothing, one with something resets the rest.
        if !body.isEmpty { try self.write(draft, to: id, known, in: project, call) }
        return self.answer(id)
    }

    private static func delete(
        _ call: Writing, project: ProjectRow.ID, id: MetadataDescriptorRow.ID
    ) throws -> Answer {
        let known = try self.descriptor(id, in: project, call.data)
        try self.checkDepartments(known.departments, call, project)
        try self.remove(id, known, from: project, call)
        return .nothing
    }
}
