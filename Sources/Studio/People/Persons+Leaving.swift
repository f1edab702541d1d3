import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Stores

extension Persons {
    /// - Throws: ``Problem`` 403 for oneself, 400 when anything is linked and `force` is not given.
    static func delete(_ call: Writing, id: PersonRow.ID, force: Bool) throws -> Answer {
        let data = call.data
        guard try data.exists("SELECT 1 FROM person WHERE id = \(id)") else { throw Problem.notFound() }
        guard try call.caller.id != id.uuid else { throw Problem.forbidden }
        let files = try KeptFiles.keys(
            attachments: """
                comment_id IN (SELECT id FROM comment WHERE person_id = \(id))
                OR chat_message_id IN (SELECT id FROM chat_message WHERE person_id = \(id))
                """, data)
        try data.emit(.delete, PersonRow.self, id.uuid)
        for statement in self.trifles(of: id) { try data.run(statement) }
        if force {
            for statement in self.works(of: id) { try data.run(statement) }
        }
        do {
            try data.run("DELETE FROM person WHERE id = \(id)")
        } catch let error as DatabaseError where error.kind == .foreignKey {
            throw Problem(.badRequest, .message("Some data are still linked to given person."))
        }
        // Compat: listeners hear of it before and after.
        try data.emit(.delete, PersonRow.self, id.uuid)
        try KeptFiles.removeAfterCommit(files + [BlobKey(.thumbnail, id.uuid)], call)
        return .nothing
    }

    /// What nobody misses once the person is gone.
    private static func trifles(of id: PersonRow.ID) -> [SQL] {
        [
            "DELETE FROM department_link WHERE person_id = \(id)",
            "DELETE FROM login_log WHERE person_id = \(id)",
            "DELETE FROM desktop_login_log WHERE person_id = \(id)",
            "DELETE FROM notification WHERE person_id = \(id)",
            "DELETE FROM subscription WHERE person_id = \(id)",
            "UPDATE api_event SET user_id = \(UUID?.none) WHERE user_id = \(id)",
        ]
    }

    /// What he wrote goes with him; what others go on working with loses its author.
    private static func works(of id: PersonRow.ID) -> [SQL] {
        let comments: SQL = "(SELECT id FROM comment WHERE person_id = \(id))"
        let messages: SQL = "(SELECT id FROM chat_message WHERE person_id = \(id))"
        let groups: SQL = "(SELECT id FROM search_filter_group WHERE person_id = \(id))"
        let nobody: UUID? = nil
        let ofComments = Projects.aroundComments.map {
            "DELETE FROM \(SQL(verbatim: $0)) WHERE comment IN \(comments)" as SQL
        }
        let owned = [
            "time_spent", "day_off", "search_filter", "chat_message", "chat_participant", "project_person_link",
            "task_person_link",
        ].map { "DELETE FROM \(SQL(verbatim: $0)) WHERE person_id = \(id)" as SQL }
        let authored = [
            ("comment", "editor_id"), ("entity", "created_by"), ("entity_version", "person_id"),
            ("working_file", "person_id"), ("output_file", "person_id"), ("preview_file", "person_id"),
            ("playlist", "created_by"), ("task", "assigner_id"), ("budget_entry", "person_id"),
        ].map { table, column -> SQL in
            let column = SQL(verbatim: column)
            return "UPDATE \(SQL(verbatim: table)) SET \(column) = \(nobody) WHERE \(column) = \(id)"
        }
        return [
            "DELETE FROM news WHERE author_id = \(id) OR comment_id IN \(comments)",
            "DELETE FROM notification WHERE author_id = \(id) OR comment_id IN \(comments)",
            "DELETE FROM attachment_file WHERE comment_id IN \(comments) OR chat_message_id IN \(messages)",
        ] + ofComments + [
            "DELETE FROM comment_acknoledgments WHERE person = \(id)",
            "DELETE FROM comment_mentions WHERE person = \(id)",
            "DELETE FROM comment WHERE person_id = \(id)",
            "UPDATE search_filter SET search_filter_group_id = \(nobody) WHERE search_filter_group_id IN \(groups)",
        ] + owned + [
            "DELETE FROM search_filter_group WHERE person_id = \(id)",
            "DELETE FROM playlist_share_link WHERE created_by = \(id)",
        ] + authored
    }
}
