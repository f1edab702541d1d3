import API
import Database
import FoundationEssentials

/// Who a text speaks to.
struct MentionedParties {
    var persons: [UUID] = []
    var departments: [UUID] = []
}

extension Comments {
    /// Finds who of the project's team, and which departments, a text mentions, and ties them to the comment.
    static func mention(_ text: String, _ comment: WrittenComment, _ tx: Transaction) throws -> MentionedParties {
        let found = try self.mentioned(in: text, project: comment.task.project, tx)
        try self.link(found, to: comment.id, tx)
        return found
    }

    static func link(_ found: MentionedParties, to comment: CommentRow.ID, _ tx: Transaction) throws {
        for person in found.persons {
            try tx.run("INSERT INTO comment_mentions (comment, person) VALUES (\(comment), \(person))")
        }
        for department in found.departments {
            try tx.run(
                "INSERT INTO comment_department_mentions (comment, department) VALUES (\(comment), \(department))")
        }
    }

    static func mentioned(in text: String, project: UUID?, _ reader: Reader) throws -> MentionedParties {
        guard text.contains("@"), let project else { return MentionedParties() }
        let persons = try reader.all(
            """
            SELECT TRIM(person.first_name || ' ' || person.last_name), person.id FROM person
            JOIN project_person_link link ON link.person_id = person.id
            WHERE link.project_id = \(project) ORDER BY person.id
            """, String.self, UUID.self)
        let departments = try reader.all("SELECT name, id FROM department ORDER BY id", String.self, UUID.self)
        return MentionedParties(
            persons: Mentions.find(in: text, among: persons.map { (name: $0.0, id: $0.1) }),
            departments: Mentions.find(in: text, among: departments.map { (name: $0.0, id: $0.1) }))
    }

    static func notify(
        _ comment: WrittenComment, _ mentions: MentionedParties, isChange: Bool, _ tx: Transaction
    ) throws {
        var notice = TaskNotice(task: comment.task.id, project: comment.task.project, author: comment.person)
        notice.comment = comment.id
        notice.isChange = isChange
        let told = try self.followers(of: comment, tx).filter { $0 != comment.person }
        for person in told { try tx.notify(person, .comment, notice) }
        let mentioned = try self.persons(meantBy: mentions, in: comment.task.project, tx)
        let readers = comment.isForClient ? mentioned : try self.withoutClients(mentioned, comment.task.project, tx)
        for person in readers where person != comment.person { try tx.notify(person, .mention, notice) }
    }

    /// Those assigned to the task and those who asked to be told of it or of its sequence, as far as they may read
    /// the comment.
    private static func followers(of comment: WrittenComment, _ tx: Transaction) throws -> [UUID] {
        let task = comment.task
        let found = try tx.all(
            """
            SELECT person_id FROM task_person_link WHERE task_id = \(task.id)
            UNION SELECT person_id FROM subscription WHERE task_id = \(task.id)
            UNION SELECT subscription.person_id FROM subscription
                JOIN entity ON entity.parent_id = subscription.entity_id
                WHERE entity.id = \(task.entity) AND subscription.task_type_id = \(task.type)
            ORDER BY person_id
            """
        ) { try $0.uuid(0) }
        return comment.isForClient ? found : try self.withoutClients(found, task.project, tx)
    }

    /// The persons mentioned, by name or as members of a department in the project's team.
    static func persons(meantBy mentions: MentionedParties, in project: UUID?, _ tx: Transaction) throws -> [UUID] {
        var persons = mentions.persons
        let members = try tx.all(
            """
            SELECT DISTINCT link.person_id FROM department_link link
            JOIN project_person_link team ON team.person_id = link.person_id AND team.project_id = \(project)
            WHERE link.department_id \(in: mentions.departments) ORDER BY link.person_id
            """
        ) { try $0.uuid(0) }
        for person in members where !persons.contains(person) { persons.append(person) }
        return persons
    }

    /// Clients hear of what is for clients only.
    static func withoutClients(_ persons: [UUID], _ project: UUID?, _ tx: Transaction) throws -> [UUID] {
        let clients = try tx.all(
            """
            SELECT person.id FROM person
            LEFT JOIN project_person_link link ON link.person_id = person.id AND link.project_id = \(project)
            WHERE person.id \(in: persons) AND COALESCE(link.role, person.role) = 'client'
            """
        ) { try $0.uuid(0) }
        return persons.filter { !clients.contains($0) }
    }
}
