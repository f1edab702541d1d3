import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes

extension Entities {
    package static let routes: [Route] =
        Self.table.routes + Self.links.routes + [
            .post(
                "/data/entities", "Make an entity of any kind.", .object("The new entity's fields."),
                allow: .loggedIn, answers: .one(EntityRow.self), handler: create),
            .put(
                "/data/entities/{instance_id}",
                "Change fields of an entity. The values of `data` are set one by one: those not named stay.",
                .path("instance_id"), .object("The fields to change."),
                allow: .leadsProject, answers: .one(EntityRow.self), handler: change),
            .delete(
                "/data/entities/{instance_id}", "Delete an entity.", .path("instance_id"),
                .query("force", "With everything in it.", default: false),
                allow: .projectManager, handler: deleteRow),
            .post(
                "/actions/projects/{project_id}/delete-entities", "Delete entities, or cancel those with tasks.",
                .path("project_id", malformed: .notFound()),
                .query("force", "With everything in them.", default: false), .list("The ids."),
                allow: .projectManager, answers: .object("A list of the ids that were there."), handler: deleteMany),
        ]

    /// The generic lists of entities: the caller's productions, as far as he sees them.
    private static let table = Table(
        of: EntityRow.self, at: "/data/entities",
        access: TableAccess(
            list: .loggedIn, read: .seesEntity, create: .loggedIn, update: .leadsProject, delete: .projectManager)
    )
    .refusing(.create, .update, .delete)
    .listing { caller, reader in
        // What a vendor has tasks on, whatever its kind.
        try EntitySight(of: caller, in: nil, reader).entities(.shot)
    }

    /// The generic routes of the breakdown's links, for administrators.
    private static let links = Table(of: EntityLinkRow.self, at: "/data/entity-links", access: .adminOnly)
        .afterCreate { call, id, _ in try Entities.recount(id, call.data) }
        .beforeUpdate { call, id, body in try Entities.leave(id, body, call.data) }
        .afterUpdate { call, id, _ in try Entities.recount(id, call.data) }
        .beforeDelete { call, id in
            let entity = try call.data.one("SELECT entity_in_id FROM entity_link WHERE id = \(id)", UUID.self)
            try call.data.run("DELETE FROM entity_link WHERE id = \(id)")
            if let entity { try Casting.count(entity, call.data) }
        }

    /// Keeps the count of the entity that a link is about to leave for another.
    private static func leave(_ link: EntityLinkRow.ID, _ body: JSONObject, _ tx: Transaction) throws {
        guard let new = body["entity_in_id"]?.stringValue.flatMap(UUID.init(strict:)) else { return }
        let old = try tx.one("SELECT entity_in_id FROM entity_link WHERE id = \(link)", UUID.self)
        guard let old, old != new else { return }
        try Casting.count(old, tx, without: link)
    }

    /// Keeps the count of the entity that a link is of.
    private static func recount(_ link: EntityLinkRow.ID, _ tx: Transaction) throws {
        let entity = try tx.one("SELECT entity_in_id FROM entity_link WHERE id = \(link)", UUID.self)
        if let entity { try Casting.count(entity, tx) }
    }

    /// The answer of a creation calls every kind `Entity`, as the reference does.
    private static let created = EntityRow.columns.without(["type"]).typed(EntityRow.name).with(EntityRow.relations)
    private static let whole = EntityRow.columns.with(EntityRow.relations)

    private static func create(_ call: Writing, body: JSONObject) throws -> Answer {
        let project = try body.namedProject()
        // Compat: the database tells an administrator that there is no such production.
        if try !call.caller.isAdmin { try call.require(.projectManager, ofProject: project) }
        guard body["type"] == nil else { throw Problem.unknownKey("type", EntityRow.self) }
        var body = body
        for name in Self.serverSet.subtracting(["project_id"]) { body[name] = nil }
        try EntityChange.checkStatus(body)
        try EntityChange.checkIDs(body, in: project, kind: nil, call.data)
        var values = try Table<EntityRow>.values(ofNew: body)
        values["created_by"] = .uuid(try call.caller.id)
        let made = values
        let id = try Problem.ofCRUD { try call.data.insert(EntityRow.self, made) }
        let (kind, _) = try Self.facts(of: id.uuid, call.data)
        try Self.announce("new", kind, id.uuid, in: project, call.data)
        return .one(
            "SELECT \(columns: Self.created) FROM \(EntityRow.self) WHERE id = \(id)", as: Self.created, .created)
    }

    /// What a body cannot set.
    static let serverSet: Set<String> = [
        "id", "created_at", "updated_at", "created_by", "project_id", "entities_out", "entities_in",
        "entity_concept_links", "instance_casting",
    ]

    private static func change(_ call: Writing, id: EntityRow.ID, body: JSONObject) throws -> Answer {
        var body = body
        body["shotgun_id"] = nil
        try EntityChange(of: id.uuid, body, by: call, mergesData: true).make()
        return .one("SELECT \(columns: Self.whole) FROM \(EntityRow.self) WHERE id = \(id)", as: Self.whole)
    }

    private static func deleteRow(_ call: Writing, id: EntityRow.ID, isForced: Bool) throws -> Answer {
        let (kind, project) = try Self.facts(of: id.uuid, call.data)
        let isUsed = try call.data.exists(
            """
            SELECT 1 FROM task WHERE entity_id = \(id)
            UNION ALL SELECT 1 FROM entity WHERE parent_id = \(id) OR source_id = \(id)
            UNION ALL SELECT 1 FROM entity_link WHERE entity_out_id = \(id)
            """)
        if isUsed, !isForced { throw Problem.brokenReference }
        try Self.delete(id.uuid, kind, in: project, isForced: isForced, call)
        return .nothing
    }

    /// Ids of nothing are left out; one of another project refuses the whole list.
    private static func deleteMany(
        _ call: Writing, project: ProjectRow.ID, isForced: Bool, values: [JSONValue]
    ) throws -> Answer {
        let ids = try values.map { value in
            guard let id = value.stringValue.flatMap(UUID.init(strict:)) else {
                throw Problem.invalid("Request body must only contain valid UUIDs.")
            }
            return id
        }
        let isForeign = try call.data.exists(
            "SELECT 1 FROM entity WHERE id \(in: ids) AND project_id <> \(project)")
        if isForeign { throw Problem.notFound() }
        var deleted: [JSONValue] = []
        for id in ids where try call.data.exists("SELECT 1 FROM entity WHERE id = \(id)") {
            let (kind, _) = try Self.facts(of: id, call.data)
            try Self.delete(id, kind, in: project.uuid, isForced: isForced, call)
            deleted.append(.string(id.text))
        }
        return .value(.array(deleted))
    }
}

extension Permission {
    /// On the team, and supervisor or manager of the project.
    static let leadsProject = Permission.all([
        .member,
        .rule("its supervisors or managers") { caller, reader, object in
            switch try Team.role(of: caller, in: object, reader) {
            case .admin, .manager, .supervisor: true
            case .user, .vendor, .client, nil: false
            }
        },
    ])
}
