import API
import Database
import FoundationEssentials
import Studio
import StudioTesting
import Testing

/// What a filter on a large table costs, with paging and without.
@Suite struct ListPlanTests {
    /// The tables that grow with every day's work.
    private static let large: [any Shape.Type] = [
        ApiEventRow.self, AssetInstanceRow.self, AttachmentFileRow.self, ChatMessageRow.self, CommentRow.self,
        EntityRow.self, EntityLinkRow.self, NewsRow.self, NotificationRow.self, OutputFileRow.self, PlaylistRow.self,
        PreviewFileRow.self, ScheduleItemRow.self, SubscriptionRow.self, TaskRow.self, TimeSpentRow.self,
        WorkingFileRow.self,
    ]

    @Test("A filter by what a row points at finds its rows by index", arguments: Dialect.allCases)
    func filters(_ dialect: Dialect) async throws {
        try await withStudio(on: dialect) { studio in
            for shape in Self.large {
                let unindexed = try await studio.database.write { tx in try tx.unindexed(shape) }

                #expect(unindexed == [], "\(shape.table)")
            }
        }
    }
}

extension Transaction {
    /// The references of a shape whose filters read the whole table.
    fileprivate func unindexed<Row: Shape>(_ shape: Row.Type) throws -> [String] {
        let references = Row.fields.filter { $0.kind == .uuid && $0.references != nil }
        return try references.map(\.name).filter { name in
            guard let filter = try FieldFilter.condition(Row.self, name, UUID().text) else { return true }
            let page: SQL = """
                SELECT \(columns: Row.self) FROM \(Row.self) WHERE \(filter)
                ORDER BY updated_at DESC, created_at DESC, id LIMIT \(100) OFFSET \(0)
                """
            return try self.plan(of: page).contains { line in
                line.hasPrefix("SCAN \(Row.table)") || line.contains("Seq Scan on \(Row.table) ")
            }
        }
    }

    /// The steps of a query as the database plans them, for tables that are large.
    private func plan(of sql: SQL) throws -> [String] {
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
