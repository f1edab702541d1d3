import API
import Database
import FoundationEssentials
import JSONBytes

/// A shape with children, for everybody.
enum ShelfRow: Shape {
    static let name = "Shelf"
    static let table = "shelf"
    static let fields: [Field] = [
        Field("name", .text, required: true, nullable: false, maxLength: 12),
        Field("code", .text, visibility: .hidden),
        Field("id", .uuid, nullable: false, readOnly: true),
        Field("created_at", .timestamp, readOnly: true), Field("updated_at", .timestamp, readOnly: true),
    ]
    static let relations = [Relation("books", of: "book", by: "shelf_id")]
    static let columns = JSONColumns(of: Self.self)
}

/// A shape with a field of each kind that bodies and filters carry, in a project.
enum BookRow: Shape {
    static let name = "Book"
    static let table = "book"
    static let fields: [Field] = [
        Field("title", .text, required: true, nullable: false, maxLength: 20),
        Field("kind", .text, nullable: false, initial: .text("novel"), choices: ["novel", "poem"]),
        Field("pages", .int, initial: .int(1)),
        Field("price", .double),
        Field("is_lent", .bool, nullable: false, initial: .bool(false)),
        Field("due", .date),
        Field("read_at", .timestamp),
        Field("data", .json),
        Field("words", .textArray),
        Field("secret", .bytes, visibility: .hidden),
        Field("stamp", .text, readOnly: true),
        Field("shelf_id", .uuid, references: "shelf"),
        Field("project_id", .uuid, references: "project"),
        Field("id", .uuid, nullable: false, readOnly: true),
        Field("created_at", .timestamp, readOnly: true), Field("updated_at", .timestamp, readOnly: true),
    ]
    static let relations = [
        Relation("shelves", through: "book_shelf_link", own: "book_id", other: "shelf_id", target: "shelf")
    ]
    static let columns = JSONColumns(of: Self.self)

    static func project(of id: UUID) -> SQL? { "SELECT project_id FROM book WHERE id = \(id)" }
}

enum Library {
    static let shelves = Table(of: ShelfRow.self, at: "/data/shelves", access: .administered)
        .beforeDelete { call, id in
            guard try !call.data.exists("SELECT 1 FROM shelf WHERE id = \(id) AND name = \("kept")") else {
                throw Problem.forbidden
            }
        }

    static let books = Table(
        of: BookRow.self, at: "/data/books",
        access: TableAccess(
            list: .loggedIn, read: .member, create: .manager, update: .member, delete: .projectManager)
    )
    .locking("project_id", "shelf_id", "pages")
    .columns { $0.isAtLeastManager ? BookRow.columns : BookRow.columns.without(["price"]) }
    .visible { caller, _ in caller.role == .client ? "book.is_lent = \(true)" : nil }
    .filter("longer_than") { _, text in Int(text).map { "book.pages > \($0)" } }
    .beforeCreate { _, body in
        if body["title"] == "refused" { throw Problem.invalid("No such title.") }
        if body["title"] == "default" { body["title"] = "untitled" }
    }
    .afterCreate { call, id, body in
        try call.data.emit("book:counted", ["book_id": .string(id.uuid.text)])
        if body["title"] == "late" { throw Problem.invalid("Too late.") }
    }

    static let routes = shelves.routes + books.routes

    static let migrations = [
        Migration("library") { tx in
            for statement in Self.statements { try tx.run(statement) }
        }
    ]

    private static let uuid: SQL = "\(sqlite: "TEXT", postgres: "uuid")"
    private static let moment: SQL = "\(sqlite: "TEXT", postgres: "timestamp")"
    private static let truth: SQL = "\(sqlite: "INTEGER", postgres: "boolean")"
    private static let json: SQL = "\(sqlite: "TEXT", postgres: "jsonb")"
    private static let stamps: SQL = "created_at \(moment), updated_at \(moment)"

    private static let statements: [SQL] = [
        """
        CREATE TABLE person (id \(uuid) PRIMARY KEY, role varchar(20) NOT NULL, active \(truth), is_bot \(truth),
            jti varchar(60))
        """,
        "CREATE TABLE tsubame_revoked_token (jti varchar(60) PRIMARY KEY)",
        "CREATE TABLE tsubame_session_end (person_id \(uuid) PRIMARY KEY, ended_at bigint, kept varchar(64))",
        "CREATE TABLE project (id \(uuid) PRIMARY KEY)",
        "CREATE TABLE project_person_link (project_id \(uuid), person_id \(uuid), role varchar(20))",
        """
        CREATE TABLE api_event (id \(uuid) PRIMARY KEY, \(stamps), name varchar(80) NOT NULL, user_id \(uuid),
            data \(json), project_id \(uuid))
        """,
        "CREATE TABLE shelf (id \(uuid) PRIMARY KEY, \(stamps), name varchar(12) NOT NULL UNIQUE, code text)",
        """
        CREATE TABLE book (id \(uuid) PRIMARY KEY, \(stamps), title varchar(20) NOT NULL,
            kind varchar(10) NOT NULL, pages integer, price \(sqlite: "REAL", postgres: "double precision"),
            is_lent \(truth) NOT NULL, due \(sqlite: "TEXT", postgres: "date"), read_at \(moment), data \(json),
            words \(sqlite: "TEXT", postgres: "varchar(40)[]"), secret \(sqlite: "TEXT", postgres: "bytea"),
            stamp text, shelf_id \(uuid) REFERENCES shelf (id), project_id \(uuid) REFERENCES project (id))
        """,
        """
        CREATE TABLE book_shelf_link (book_id \(uuid) NOT NULL REFERENCES book (id),
            shelf_id \(uuid) NOT NULL REFERENCES shelf (id), PRIMARY KEY (book_id, shelf_id))
        """,
    ]
}
