import Database
import Testing

@Suite struct SQLTests {
    @Test("Values are bound, never spliced, in each dialect's own way", arguments: Dialect.allCases)
    func binding(_ dialect: Dialect) {
        let query: SQL = "SELECT 1 FROM task WHERE name = \("x'; DROP TABLE task") AND id \(in: ["a", "b"])"

        let rendered = query.rendered(for: dialect)

        let expected =
            dialect == .sqlite
            ? "SELECT 1 FROM task WHERE name = ?1 AND id IN (SELECT value FROM json_each(?2))"
            : "SELECT 1 FROM task WHERE name = $1 AND id = ANY($2)"
        #expect(rendered.text == expected)
        #expect(rendered.values == [.text("x'; DROP TABLE task"), .texts(["a", "b"])])
    }
}
