import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension ProjectTemplates {
    static let settings: [Route] = [
        .put(
            "/data/project-templates/{project_template_id}/default-preview-background-file",
            "Choose one of the template's backgrounds as the usual one.", .template(),
            .field(optional: "default_preview_background_file_id", "The background; null for none."),
            allow: .admin, answers: .one(ProjectTemplateRow.self), handler: chooseBackground),
        .put(
            "/data/project-templates/{project_template_id}/metadata-descriptors",
            "Set the columns that a new production gets.", .template(),
            .field(optional: "metadata_descriptors", "The columns, in the form of metadata descriptors."),
            allow: .admin, answers: .one(ProjectTemplateRow.self), handler: setDescriptors),
    ]

    private static func chooseBackground(
        _ call: Writing, template: ProjectTemplateRow.ID, background: String?
    ) throws -> Answer {
        try self.require(template, call.data)
        let id = background.flatMap(UUID.init(strict:))
        if background != nil {
            let isLinked = try id.map {
                try call.data.exists(
                    """
                    SELECT 1 FROM project_template_preview_background_file_link
                    WHERE project_template_id = \(template) AND preview_background_file_id = \($0)
                    """)
            }
            guard isLinked ?? false else {
                throw Problem(.badRequest, .bare("Preview background file is not linked to this template"))
            }
        }
        let value = id.map(Value.uuid) ?? .null
        return try self.change(template, ["default_preview_background_file_id": value], call)
    }

    private static func setDescriptors(
        _ call: Writing, template: ProjectTemplateRow.ID, descriptors: JSONList?
    ) throws -> Answer {
        try self.require(template, call.data)
        let columns = try (descriptors?.values ?? []).map { json in
            guard let object = json.objectValue else {
                throw Problem(.badRequest, .bare("Each metadata descriptor must be an object"))
            }
            return JSONValue.object(self.descriptor(object))
        }
        return try self.change(template, ["metadata_descriptors": .json(JSONValue.array(columns).text)], call)
    }

    /// A column with all its members, and no others.
    private static func descriptor(_ given: JSONObject) -> JSONObject {
        let name = given["name"] ?? ""
        return [
            "name": name, "field_name": .string(name.stringValue.map(Descriptors.key(for:)) ?? ""),
            "entity_type": given["entity_type"] ?? .null, "task_type_id": given["task_type_id"] ?? .null,
            "data_type": given["data_type"] ?? .null, "choices": given["choices"] ?? [],
            "for_client": given["for_client"] ?? false, "departments": given["departments"] ?? [],
            "position": given["position"] ?? .null,
        ]
    }

    private static func change(
        _ template: ProjectTemplateRow.ID, _ values: [String: Value], _ call: Writing
    ) throws -> Answer {
        try call.data.update(template, values)
        try self.announce(template, call)
        return self.answer(template, .ok)
    }
}

/// A list of anything, which its handler looks at.
private struct JSONList: InputValue {
    let values: [JSONValue]

    static var kind: InputKind { .list(of: .object) }
    init?(text: String) { return nil }
    private init(_ values: [JSONValue]) { self.values = values }
    static func read(_ json: JSONValue) -> Result<JSONList, ValueRefusal> {
        guard let values = json.arrayValue else { return .failure(ValueRefusal("Input should be a valid list")) }
        return .success(JSONList(values))
    }
    var json: JSONValue { .array(self.values) }
}
