import API
import Database
import FoundationEssentials

/// Whom someone leads: the teams of the productions where he is a manager or a supervisor.
enum Colleagues {
    /// SQL for the ids of those on a team that someone manages.
    static func managed(by caller: Caller) -> SQL {
        "\(self.team(of: caller)) IN ('admin', 'manager')"
    }

    /// SQL for the ids of those on a team that someone supervises, and who share a department with him when he has any.
    static func supervised(by caller: Caller) -> SQL {
        """
        \(self.team(of: caller)) = 'supervisor' AND (
            NOT EXISTS (SELECT 1 FROM department_link WHERE person_id = \(caller.id))
            OR others.person_id IN (
                SELECT theirs.person_id FROM department_link mine
                JOIN department_link theirs ON theirs.department_id = mine.department_id
                WHERE mine.person_id = \(caller.id)))
        """
    }

    /// Ends with someone's role in a production that he shares with the others.
    private static func team(of caller: Caller) -> SQL {
        """
        SELECT others.person_id FROM project_person_link own
        JOIN project_person_link others ON others.project_id = own.project_id
        WHERE own.person_id = \(caller.id) AND COALESCE(own.role, \(caller.role.rawValue))
        """
    }

    /// A bound id outside of a comparison with a column, where PostgreSQL must be told its type.
    static func id(_ id: UUID) -> SQL { Entities.cast(id) }

    /// The person that an address names; nil for a bot, of whom nothing is told.
    ///
    /// - Throws: ``Problem`` 404 when there is no such person.
    static func requirePerson(_ object: RouteObject, _ reader: Reader) throws -> UUID? {
        guard let id = object.id else { throw Problem.notFound() }
        guard let isBot = try reader.one("SELECT is_bot FROM person WHERE id = \(id)", Bool.self) else {
            throw Problem.notFound()
        }
        return isBot ? nil : id
    }
}
