import API
import Database
import FoundationEssentials
import JSONBytes

/// What is watched together.
enum Playlists {
    static let table = Table(
        of: PlaylistRow.self, at: "/data/playlists",
        access: TableAccess(
            list: .anyoneButVendors, read: .seesPlaylist, create: .loggedIn, update: .changesPlaylist,
            delete: .changesPlaylist)
    )
    .listing { caller, _ in Playlists.visible(to: caller) }
    .keeping("project_id")
    .tying("episode_id", to: EntityRow.self)
    .beforeCreate { call, body in
        try call.require(.leadsProject, ofProjectIn: body)
        body["created_by"] = .string(try call.caller.id.text)
        try Playlists.checkEntries(
            body["shots"], in: body["project_id"]?.stringValue.flatMap(UUID.init(strict:)), call.data)
    }
    .beforeUpdate { call, id, body in
        guard let shots = body["shots"] else { return }
        body["shots"] = .array(try Playlists.entries(shots))
        let project = try call.data.project(of: id.uuid, PlaylistRow.self)
        try Playlists.checkEntries(body["shots"], in: project, call.data)
    }
    .beforeDelete { call, id in
        for table in ["build_job", "playlist_share_link", "notification"] as [SQL] {
            try call.data.run("DELETE FROM \(table) WHERE playlist_id = \(id)")
        }
    }

    /// A condition on `playlist`; nil for administrators. Clients see what is for them, vendors nothing.
    static func visible(to caller: Caller) -> SQL? {
        if caller.isAdmin { return nil }
        let role: SQL = "COALESCE(link.role, \(caller.role.rawValue))"
        let team: SQL = "SELECT link.project_id FROM project_person_link link WHERE link.person_id = \(caller.id)"
        return """
            playlist.project_id IN (\(team) AND \(role) NOT IN ('vendor', 'client'))
            OR (playlist.for_client = \(true) AND playlist.project_id IN (\(team) AND \(role) = 'client'))
            """
    }

    /// Compat: entries keep their entity and their preview, and whatever is no entry is left out.
    ///
    /// - Throws: ``Problem`` 400 for what no list could be made of.
    private static func entries(_ json: JSONValue) throws -> [JSONValue] {
        switch json {
        case .string, .object: return []
        case .null, .bool, .int, .double: throw Problem.malformedValue
        case .array(let entries):
            return entries.compactMap { entry in
                guard let entity = entry["entity_id"] ?? entry["id"], entity.stringValue != nil else { return nil }
                let preview = entry["preview_file_id"]?.stringValue.flatMap(UUID.init(strict:))
                return .object([
                    "entity_id": entity, "preview_file_id": preview.map { .string($0.text) } ?? .null,
                ])
            }
        }
    }

    /// - Throws: ``Problem`` 404 when an entry shows something of another production.
    static func checkEntries(_ json: JSONValue?, in project: UUID?, _ reader: Reader) throws {
        guard let project, let entries = json?.arrayValue else { return }
        func ids(_ names: String...) -> [UUID] {
            entries.flatMap { entry in names.compactMap { entry[$0]?.stringValue.flatMap(UUID.init(strict:)) } }
        }
        let (entities, previews) = (ids("entity_id", "id"), ids("preview_file_id"))
        let isForeign = try reader.exists(
            """
            SELECT 1 FROM entity WHERE id \(in: entities) AND project_id <> \(project)
            UNION ALL SELECT 1 FROM preview_file JOIN task ON task.id = preview_file.task_id
                WHERE preview_file.id \(in: previews) AND task.project_id <> \(project)
            """)
        if isForeign { throw Problem.notFound() }
    }
}

extension Permission {
    /// The team but vendors; clients where the playlist is for them.
    static let seesPlaylist = Permission.role("the project's team but vendors, and clients where it is for them") {
        role, _, reader, object in
        switch role {
        case .admin, .manager, .supervisor, .user: return true
        case .vendor: return false
        case .client:
            guard let id = object.id else { return false }
            return try reader.exists("SELECT 1 FROM playlist WHERE id = \(id) AND for_client = \(true)")
        }
    }

    /// The managers, and the supervisor who made it.
    static let changesPlaylist = Permission.role("the project's managers, and the supervisor who made it") {
        role, caller, reader, object in
        switch role {
        case .admin, .manager: return true
        case .supervisor:
            guard let id = object.id else { return false }
            return try reader.exists("SELECT 1 FROM playlist WHERE id = \(id) AND created_by = \(caller.id)")
        case .user, .vendor, .client: return false
        }
    }
}
