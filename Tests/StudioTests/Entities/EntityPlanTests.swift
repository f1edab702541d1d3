import API
import Credentials
import Database
import FoundationEssentials
import JSONBytes
import StudioTesting
import Testing

@testable import Studio

/// What large lists cost: none of them may read the whole table of entities or of tasks.
@Suite struct EntityPlanTests {
    @Test("Lists of one project find their entities and tasks by index", arguments: Dialect.allCases)
    func plans(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            let project = try await studio.project()
            let user = try await studio.person(.user)
            try await studio.join(user, project)
            let pair = Token.pair(
                for: user.id.text, accessID: "a", refreshID: "r", now: Timestamp.now().seconds,
                lifetimes: TokenLifetimes())
            let caller = Caller(id: user.id, role: .user, isBot: false, token: pair.access)

            for (kind, list) in [(EntityKind.shot, EntitiesWithTasks.shots), (.asset, .assets), (.episode, .others)] {
                let plan = try await studio.database.write { tx in
                    let sight = try EntitySight(of: caller, in: project.uuid, tx)
                    let condition: SQL = "\(kind.condition()) AND entity.project_id = \(project)"
                    return try tx.plan(of: list.query(where: condition, sight, for: caller.id))
                }

                #expect(!plan.isEmpty)
                for line in plan {
                    #expect(!line.hasPrefix("SCAN entity") && !line.hasPrefix("SCAN task"), "\(kind): \(line)")
                    #expect(!line.contains("Seq Scan on entity ") && !line.contains("Seq Scan on task "), "\(line)")
                }
            }
        }
    }
}

extension Transaction {
    /// The steps of a query as the database plans them, for tables that are large.
    fileprivate func plan(of sql: SQL) throws -> [String] {
        switch self.dialect {
        case .sqlite:
            return try self.all("EXPLAIN QUERY PLAN \(sql)") { try $0.text(3) }
        case .postgres:
            // Empty tables are read whole whatever the indexes: this leaves it only where nothing else can be done.
            try self.run("SET LOCAL enable_seqscan = off")
            return try self.all("EXPLAIN \(sql)") { try $0.text(0) }
        }
    }
}
