import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

// Metadata columns that all running productions of a manager have alike.
extension Descriptors {
    package static let routesOfAllProjects: [Route] = [
        .post(
            "/data/metadata-descriptors/all-projects",
            "Give every running production of the caller a metadata column; those that have it are left out.",
            .object(
                "`name`, `entity_type`, `data_type`, `choices`, `for_client`, `departments`, `task_type_id`."),
            allow: .manager, answers: .list(MetadataDescriptorRow.self), handler: createEverywhere),
        .put(
            "/data/metadata-descriptors/all-projects/{field_name}", "Change the column with this key everywhere.",
            .segment("field_name"),
            .object("`entity_type`, and `name`, `data_type`, `choices`, `for_client`, `departments`."),
            allow: .manager, answers: .list(MetadataDescriptorRow.self), handler: changeEverywhere),
        .delete(
            "/data/metadata-descriptors/all-projects/{field_name}",
            "Delete the column with this key everywhere, with its values.",
            .segment("field_name"), .query("entity_type", "What it is a column of."),
            allow: .manager, answers: .object("A list of the ids that are gone."), handler: deleteEverywhere),
        .post(
            "/actions/metadata-descriptors/all-projects/reorder", "Set the places of columns everywhere.",
            .field("entity_type", "What they are columns of."), .field("field_order", "Their keys, in order."),
            allow: .manager, answers: .list(MetadataDescriptorRow.self), handler: reorderEverywhere),
    ]

    private static func createEverywhere(_ call: Writing, body: JSONObject) throws -> Answer {
        let draft = try DescriptorDraft(body)
        var made: [MetadataDescriptorRow.ID] = []
        let projects = try call.data.all(
            "SELECT project.id FROM project WHERE \(Projects.areOpen(for: try call.caller)) ORDER BY name, id"
        ) { ProjectRow.ID(try $0.uuid(0)) }
        for project in projects {
            let entity = try self.entityType(body)
            let type = try self.taskType(body, entity, call.data)
            guard try !self.isTaken(draft.name, entity, type, except: nil, project, call.data) else { continue }
            made.append(try self.make(draft, body, in: project, call))
        }
        return self.list(made)
    }

    private static func changeEverywhere(_ call: Writing, field: String, body: JSONObject) throws -> Answer {
        let entity = try self.entityType(body)
        var changed: [MetadataDescriptorRow.ID] = []
        for (id, project) in try self.known(field, entity, call) {
            let known = try self.descriptor(id, in: project, call.data)
            try self.write(try DescriptorDraft(body, named: known.name), to: id, known, in: project, call)
            changed.append(id)
        }
        return self.list(changed)
    }

    private static func deleteEverywhere(_ call: Writing, field: String, entity: String?) throws -> Answer {
        guard let entity, self.entityTypes.contains(entity) else { throw Problem.invalid(self.wrongEntityType) }
        var gone: [JSONValue] = []
        for (id, project) in try self.known(field, entity, call) {
            try self.remove(id, try self.descriptor(id, in: project, call.data), from: project, call)
            gone.append(.string(id.uuid.text))
        }
        return .value(.array(gone))
    }

    private static func reorderEverywhere(_ call: Writing, entity: Phrase, fields: [String]) throws -> Answer {
        var ordered: [MetadataDescriptorRow.ID] = []
        for (index, field) in fields.enumerated() {
            for (id, project) in try self.known(field, entity.text, call) {
                try call.data.update(id, ["position": .int(Int64(index + 1))])
                try self.announce("update", id, project, call)
                ordered.append(id)
            }
        }
        return self.list(ordered)
    }

    /// The columns with a key in the caller's running productions.
    private static func known(
        _ field: String, _ entity: String, _ call: Writing
    ) throws -> [(MetadataDescriptorRow.ID, ProjectRow.ID)] {
        try call.data.all(
            """
            SELECT d.id, project.id FROM metadata_descriptor d JOIN project ON project.id = d.project_id
            WHERE d.field_name = \(field) AND d.entity_type = \(entity) AND \(Projects.areOpen(for: try call.caller))
            ORDER BY project.name, d.id
            """, MetadataDescriptorRow.ID.self, ProjectRow.ID.self)
    }

    private static func list(_ ids: [MetadataDescriptorRow.ID]) -> Answer {
        let columns = MetadataDescriptorRow.columns.with(MetadataDescriptorRow.relations)
        return .rows(
            """
            SELECT \(columns: columns) FROM metadata_descriptor WHERE id \(in: ids)
            ORDER BY position, created_at, id
            """, as: columns)
    }
}
