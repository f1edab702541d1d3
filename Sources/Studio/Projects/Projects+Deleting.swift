import API
import Database
import FoundationEssentials
import HTTPTypes
import JSONBytes
import Stores

extension Projects {
    /// - Throws: ``Problem`` 400 for a production that is not closed, and for one that holds something unless `force`
    ///   is given.
    static func delete(_ call: Writing, id: ProjectRow.ID, force: Bool) throws -> Answer {
        let data = call.data
        guard
            let status = try data.one(
                """
                SELECT lower(s.name) FROM project p LEFT JOIN project_status s ON s.id = p.project_status_id
                WHERE p.id = \(id)
                """, String?.self)
        else { throw Problem.notFound() }
        guard status == "closed" else {
            throw Problem(.badRequest, .message("Only closed projects can be deleted"))
        }
        let files = try self.files(of: id, data)
        if force { try self.announceTasks(of: id, data) }
        try data.emit("project:delete", ["project_id": .string(id.uuid.text)], project: nil)
        for statement in self.settings(of: id) { try data.run(statement) }
        if force {
            for statement in self.contents(of: id) { try data.run(statement) }
        }
        do {
            try data.run("DELETE FROM project WHERE id = \(id)")
        } catch let error as DatabaseError where error.kind == .foreignKey {
            throw Problem(.badRequest, .message("Some data are still linked to given project."))
        }
        try KeptFiles.removeAfterCommit(files, call)
        return .nothing
    }

    /// Tells of the tasks that go with a production, and deletes their news.
    private static func announceTasks(of id: ProjectRow.ID, _ data: Transaction) throws {
        let tasks = try data.all(
            "SELECT id, entity_id, task_type_id FROM task WHERE project_id = \(id) ORDER BY created_at, id",
            UUID.self, UUID?.self, UUID?.self)
        for (task, entity, type) in tasks {
            try News.remove("task_id = \(task)", in: data)
            try Tasks.announceDeletion(of: task, entity: entity, type: type, in: id.uuid, data)
        }
    }

    /// All files of a production, its own picture included.
    private static func files(of id: ProjectRow.ID, _ reader: Reader) throws -> [BlobKey] {
        let tasks: SQL = "(SELECT id FROM task WHERE project_id = \(id))"
        let keys = try KeptFiles.keys(
            previews: "task_id IN \(tasks)",
            attachments: """
                comment_id IN (SELECT id FROM comment WHERE object_id IN \(tasks))
                OR chat_message_id IN (SELECT chat_message.id FROM chat_message
                    JOIN chat ON chat.id = chat_message.chat_id JOIN entity ON entity.id = chat.object_id
                    WHERE entity.project_id = \(id))
                """, reader)
        return keys + [BlobKey(.thumbnail, id.uuid)]
    }

    /// The tables whose rows tie a comment to people, departments and previews.
    static let aroundComments = [
        "comment_acknoledgments", "comment_mentions", "comment_department_mentions", "comment_preview_link",
    ]

    /// What is set for a production: it goes with it in any case.
    private static func settings(of id: ProjectRow.ID) -> [SQL] {
        let descriptors: SQL = "(SELECT id FROM metadata_descriptor WHERE project_id = \(id))"
        let links = [
            "project_person_link", "project_asset_type_link", "project_task_type_link", "project_task_status_link",
            "project_status_automation_link", "project_preview_background_file_link",
        ]
        return links.map { "DELETE FROM \(SQL(verbatim: $0)) WHERE project_id = \(id)" as SQL } + [
            "DELETE FROM department_metadata_descriptor_link WHERE metadata_descriptor_id IN \(descriptors)",
            "DELETE FROM metadata_descriptor WHERE project_id = \(id)",
            "UPDATE api_event SET project_id = \(UUID?.none) WHERE project_id = \(id)",
        ]
    }

    /// All that a production holds, what refers before what is referred to.
    private static func contents(of id: ProjectRow.ID) -> [SQL] {
        let nobody: UUID? = nil
        let entities: SQL = "(SELECT id FROM entity WHERE project_id = \(id))"
        let tasks: SQL = "(SELECT id FROM task WHERE project_id = \(id))"
        let previews: SQL = "(SELECT id FROM preview_file WHERE task_id IN \(tasks))"
        let comments: SQL = "(SELECT id FROM comment WHERE object_id IN \(tasks))"
        let chats: SQL = "(SELECT id FROM chat WHERE object_id IN \(entities))"
        let messages: SQL = "(SELECT id FROM chat_message WHERE chat_id IN \(chats))"
        let budgets: SQL = "(SELECT id FROM budget WHERE project_id = \(id))"
        let playlists: SQL = "(SELECT id FROM playlist WHERE project_id = \(id))"
        let versions: SQL = "(SELECT id FROM production_schedule_version WHERE project_id = \(id))"
        let instances: SQL = "(SELECT id FROM asset_instance WHERE asset_id IN \(entities) OR scene_id IN \(entities))"
        let ofComments = Self.aroundComments.map {
            "DELETE FROM \(SQL(verbatim: $0)) WHERE comment IN \(comments)" as SQL
        }
        let ofProject = ["milestone", "schedule_item", "search_filter", "search_filter_group"]
            .map { "DELETE FROM \(SQL(verbatim: $0)) WHERE project_id = \(id)" as SQL }
        return [
            "DELETE FROM news WHERE task_id IN \(tasks) OR comment_id IN \(comments)",
            "DELETE FROM notification WHERE task_id IN \(tasks) OR comment_id IN \(comments)",
            "DELETE FROM subscription WHERE task_id IN \(tasks) OR entity_id IN \(entities)",
            "DELETE FROM attachment_file WHERE comment_id IN \(comments) OR chat_message_id IN \(messages)",
        ] + ofComments + [
            "DELETE FROM comment WHERE object_id IN \(tasks)",
            "DELETE FROM chat_message WHERE chat_id IN \(chats)",
            "DELETE FROM chat_participant WHERE chat_id IN \(chats)",
            "DELETE FROM chat WHERE object_id IN \(entities)",
            "DELETE FROM build_job WHERE playlist_id IN \(playlists)",
            "DELETE FROM playlist_share_link WHERE playlist_id IN \(playlists)",
            "DELETE FROM playlist WHERE project_id = \(id)",
            "UPDATE entity SET preview_file_id = \(nobody) WHERE project_id = \(id)",
            "UPDATE task SET last_preview_file_id = \(nobody) WHERE project_id = \(id)",
            "DELETE FROM preview_file_storage_state WHERE preview_file_id IN \(previews)",
            "DELETE FROM preview_file WHERE task_id IN \(tasks)",
            "DELETE FROM time_spent WHERE task_id IN \(tasks)",
            "DELETE FROM output_file WHERE entity_id IN \(entities) OR asset_instance_id IN \(instances)",
            "DELETE FROM working_file WHERE task_id IN \(tasks) OR entity_id IN \(entities)",
            "DELETE FROM task_person_link WHERE task_id IN \(tasks)",
            "UPDATE project SET from_schedule_version_id = \(nobody) WHERE id = \(id)",
            "DELETE FROM production_schedule_version_task_link WHERE production_schedule_version_id IN \(versions)",
            "DELETE FROM production_schedule_version WHERE project_id = \(id)",
            "DELETE FROM task WHERE project_id = \(id)",
            "DELETE FROM asset_instance_link WHERE asset_instance_id IN \(instances) OR entity_id IN \(entities)",
            "DELETE FROM asset_instance WHERE asset_id IN \(entities) OR scene_id IN \(entities)",
            "DELETE FROM entity_link WHERE entity_in_id IN \(entities) OR entity_out_id IN \(entities)",
            "DELETE FROM entity_concept_link WHERE entity_in_id IN \(entities) OR entity_out_id IN \(entities)",
            "DELETE FROM entity_version WHERE entity_id IN \(entities)",
            "UPDATE entity SET parent_id = \(nobody), source_id = \(nobody) WHERE project_id = \(id)",
            "DELETE FROM entity WHERE project_id = \(id)",
            "DELETE FROM budget_entry WHERE budget_id IN \(budgets)",
            "DELETE FROM budget WHERE project_id = \(id)",
        ] + ofProject
    }
}
