import Database
import FoundationEssentials
import JSONBytes
import NIOCore
import StudioTesting
import Testing

@Suite struct ValueTests {
    private static let id = UUID(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
    private static let moment = Timestamp(microseconds: 1_709_213_820_123_456)

    /// Each value with its column, and how it leaves as JSON when the column is of that kind.
    static let trips: [(String, Field.Kind, Value, String)] = [
        ("note", .text, .text("Été \"à\" 東京 \u{1F426}\n"), #""Été \"à\" 東京 🐦\n""#),
        ("note", .text, .text(""), #""""#),
        ("note", .text, .null, "null"),
        ("frames", .int, .int(120), "120"),
        ("bytes_size", .int, .int(.max), "9223372036854775807"),
        ("bytes_size", .int, .int(.min), "-9223372036854775808"),
        ("ratio", .double, .double(0.1), "0.1"),
        ("ratio", .double, .double(25), "25.0"),
        ("ratio", .double, .int(3), "3.0"),
        ("is_done", .bool, .bool(true), "true"),
        ("is_done", .bool, .bool(false), "false"),
        ("is_done", .bool, .null, "null"),
        ("created_at", .timestamp, .timestamp(moment), #""2024-02-29T13:37:00""#),
        ("created_at", .timestamp, .timestamp(Timestamp(microseconds: -1)), #""1969-12-31T23:59:59""#),
        ("due", .date, .day(Day(number: 19_782)), #""2024-02-29""#),
        ("due", .date, .day(Day(number: -1)), #""1969-12-31""#),
        ("data", .json, .json("[1]"), "[1]"),
        ("raw", .json, .json(#"{"b":[1,2]}"#), #"{"b":[1,2]}"#),
        ("secret", .bytes, .bytes(Array("$2b$12$abc".utf8)), #""$2b$12$abc""#),
        ("address", .inet, .text("10.0.0.7"), #""10.0.0.7""#),
        ("address", .inet, .text("2001:db8::1"), #""2001:db8::1""#),
        ("address", .inet, .text("::1"), #""::1""#),
        ("tags", .textArray, .textArray(["a \"b\"", "", "ü"]), #"["a \"b\"","","ü"]"#),
        ("tags", .textArray, .textArray([]), "[]"),
        ("codes", .bytesArray, .bytesArray([Array("x1".utf8), Array("y2".utf8)]), #"["x1","y2"]"#),
        ("mood", .text, .text("wild"), #""wild""#),
    ]

    @Test("What is written is what is read, and what leaves as JSON", arguments: Dialect.allCases, trips)
    func roundTrip(_ dialect: Dialect, _ trip: (String, Field.Kind, Value, String)) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let (column, kind, value, expected) = trip
            let columns = JSONColumns([Field(column, kind)], type: nil)

            try await database.write { transaction in
                let id = try Samples.add("one", to: transaction)
                try transaction.run("UPDATE sample SET \(SQL(verbatim: column)) = \(value) WHERE id = \(id)")
            }
            let written = try await database.answer { _ in
                Visit(()) { try $1.json.raw($0.writeObjectText("SELECT \(columns: columns) FROM sample", columns)) }
            }

            guard case .whole(let body) = written.body else { throw Leaving() }
            #expect(String(buffer: body) == "{\"\(column)\":\(expected)}")
        }
    }

    @Test("The members of JSON have one order, whatever database keeps them", arguments: Dialect.allCases)
    func order(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let written = #"{"frame_in": 1, "fps": {"b": 2, "aa": 3, "a": [{"zz": 1, "y": 2}]}, "é": 4}"#

            let read = try await database.write { transaction in
                let id = try Samples.add("one", to: transaction)
                try transaction.run("UPDATE sample SET data = \(json: written) WHERE id = \(id)")
                return try transaction.one("SELECT data FROM sample WHERE id = \(id)", JSONValue.self)
            }

            #expect(read?.text == #"{"é":4,"fps":{"a":[{"y":2,"zz":1}],"b":2,"aa":3},"frame_in":1}"#)
        }
    }

    @Test("Typed columns come back as they were bound", arguments: Dialect.allCases)
    func typed(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let day = Day(number: 20_000)

            try await database.write { transaction in
                try transaction.run(
                    """
                    INSERT INTO sample (id, name, frames, ratio, is_done, created_at, due, data, secret)
                    VALUES (\(Self.id), \("n"), \(7), \(0.5), \(true), \(Self.moment), \(day), \(json: "[1]"),
                        \(Value.bytes([0x61, 0x62])))
                    """)
            }
            let first = try await database.read { reader in
                try reader.one(
                    "SELECT id, name, frames, ratio, is_done FROM sample", UUID.self, String.self, Int.self,
                    Double.self,
                    Bool.self)
            }
            let second = try await database.read { reader in
                try reader.one(
                    "SELECT created_at, due, data, secret, note FROM sample", Timestamp.self, Day.self, JSONValue.self,
                    String.self, String?.self)
            }

            let (id, name, frames, ratio, isDone) = try #require(first)
            #expect(id == Self.id && name == "n" && frames == 7 && ratio == 0.5 && isDone)
            let (moment, due, data, secret, note) = try #require(second)
            #expect(moment == Self.moment && due == day && data == [1] && secret == "ab" && note == nil)
        }
    }

    @Test(
        "A value that its column cannot hold is refused as one, and the next transaction works",
        arguments: [
            ("frames", Value.int(1 << 40)), ("frames", .double(1.5)), ("ratio", .text("wide")), ("is_done", .int(2)),
            ("created_at", .text("yesterday")), ("due", .text("2024-02-30")), ("data", .json("{")),
            ("mood", .text("sad")),
            ("address", .text("10.0.0.300")), ("id", .text("no id")),
            ("name", .text(String(repeating: "x", count: 21))),
            ("note", .text("a\u{0}b")), ("tags", .int(1)), ("ratio", .double(.infinity)),
        ])
    func misfits(_ column: String, _ value: Value) async throws {
        try await withDatabase(on: .postgres, migrations: Samples.migrations) { database in
            let error = await databaseError {
                try await database.write { transaction in
                    let id = try Samples.add("one", to: transaction)
                    try transaction.run("UPDATE sample SET \(SQL(verbatim: column)) = \(value) WHERE id = \(id)")
                }
            }
            let names = try await database.read(Samples.names)

            #expect(error?.kind == .invalidValue)
            #expect(names.isEmpty)
        }
    }

    @Test(
        "SQLite refuses what PostgreSQL has no text or number for",
        arguments: [
            Value.text("a\u{0}b"), .double(.nan), .double(.infinity), .bytes([0xFF]),
        ])
    func sqliteMisfits(_ value: Value) async throws {
        try await withDatabase(on: .sqlite, migrations: Samples.migrations) { database in
            let error = await databaseError {
                try await database.write { try $0.run("INSERT INTO sample (id, name) VALUES ('x', \(value))") }
            }

            #expect(error?.kind == .invalidValue)
        }
    }

    @Test(
        "Texts of a query string find numbers, flags, days and moments",
        arguments: [
            "frames = \(Value.text("7"))", "ratio = \(Value.text("0.5"))", "due = \(Value.text("2024-10-04"))",
            "created_at = \(Value.text("2024-02-29T13:37:00.123456"))", "id = \(Value.text(Self.id.text))",
            "mood = \(Value.text("calm"))", "bytes_size = \(Value.double(8))",
        ] as [SQL])
    func lenient(_ condition: SQL) async throws {
        for dialect in Dialect.allCases {
            try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
                try await database.write { transaction in
                    try transaction.run(
                        """
                        INSERT INTO sample (id, name, frames, ratio, created_at, due, mood, bytes_size)
                        VALUES (\(Self.id), 'n', 7, 0.5, \(Self.moment), \(Day(number: 20_000)), 'calm', 8)
                        """)
                }

                let found = try await database.read { try $0.exists("SELECT 1 FROM sample WHERE \(condition)") }

                #expect(found)
            }
        }
    }

    @Test("Lists match any of their elements, and empty ones nothing", arguments: Dialect.allCases)
    func lists(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let ids = try await database.write { transaction in
                try ["a", "b", "c"].enumerated().map { try Samples.add($1, frames: $0, to: transaction) }
            }
            let others = [UUID(), ids[0], ids[2]]

            let byID = try await database.read { try $0.count("SELECT count(*) FROM sample WHERE id \(in: others)") }
            let byName = try await database.read {
                try $0.count("SELECT count(*) FROM sample WHERE name \(in: ["b", "c", "x\"y"])")
            }
            let byNumber = try await database.read {
                try $0.count("SELECT count(*) FROM sample WHERE frames \(in: [1, 2, 9])")
            }
            let byNothing = try await database.read {
                try $0.count("SELECT count(*) FROM sample WHERE id \(in: [UUID]())")
            }

            #expect(byID == 2 && byName == 2 && byNumber == 2 && byNothing == 0)
        }
    }

    @Test("ILIKE ignores case in every alphabet, and a backslash escapes", arguments: Dialect.allCases)
    func ilike(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            try await database.write { transaction in
                for name in ["Été_1", "ÉTÉX2", "ДЕРЕВО", "100%"] { try Samples.add(name, to: transaction) }
            }
            func matches(_ pattern: String) async throws -> [String] {
                try await database.read { reader in
                    try reader.all("SELECT name FROM sample WHERE name \(ilike: pattern)") { try $0.text(0) }.sorted()
                }
            }

            #expect(try await matches("été%") == ["ÉTÉX2", "Été_1"])
            #expect(try await matches(#"%é\_1"#) == ["Été_1"])
            #expect(try await matches("%ере_о") == ["ДЕРЕВО"])
            #expect(try await matches(#"%0\%"#) == ["100%"])
            #expect(try await matches("%00") == [])
            #expect(try await matches("_00%__") == [])
        }
    }

    @Test("lower and upper know every alphabet", arguments: Dialect.allCases)
    func folding(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect) { database in
            let folded = try await database.read { reader in
                try reader.one(
                    "SELECT lower(CAST(\("ÀÉ Дß") AS text)), upper(CAST(\("àé дß") AS text))", String.self, String.self)
            }

            let (lower, upper) = try #require(folded)
            #expect(lower == "àé дß" && upper == "ÀÉ Дß")
        }
    }

    @Test("Numbers without a type of their own are read as what they are")
    func numerics() async throws {
        try await withDatabase(on: .postgres) { database in
            let row = try await database.read { reader in
                try reader.one(
                    """
                    SELECT sum(n), avg(n), 12345.678::numeric, -0.00012::numeric, 1e20::numeric
                    FROM (VALUES (4000000000000000000::bigint), (4000000000000000002)) AS t (n)
                    """, Int64.self, Double.self, Double.self, Double.self, Double.self)
            }

            let (sum, average, plain, small, large) = try #require(row)
            #expect(sum == 8_000_000_000_000_000_002 && average == 4e18 && plain == 12345.678)
            #expect(small == -0.00012 && large == 1e20)
        }
    }

    @Test("A parameter that gives the server no hint takes its value's type")
    func untyped() async throws {
        try await withDatabase(on: .postgres) { database in
            let texts = try await database.read { reader in
                try reader.one("SELECT \("a") || '', \(nil as String?) IS NULL", String.self, Bool.self)
            }
            let late = try await database.read { reader in
                _ = try reader.count("SELECT 1")
                return try reader.exists("SELECT 1 WHERE \("b") IS NOT NULL")
            }

            let (text, isNull) = try #require(texts)
            #expect(text == "a" && isNull && late)
        }
    }

    @Test("An array of JSON is written from JSON and read as JSON")
    func jsonArrays() async throws {
        try await withDatabase(on: .postgres, migrations: Samples.migrations) { database in
            try await database.write { transaction in
                let id = try Samples.add("one", to: transaction)
                try transaction.run("UPDATE sample SET steps = \(json: #"[{"a":1},[2]]"#) WHERE id = \(id)")
            }

            let steps = try await database.read { try $0.one("SELECT steps FROM sample", JSONValue.self) }

            #expect(steps == [["a": 1], [2]])
        }
    }
}

extension Reader {
    /// The first row as JSON text.
    func writeObjectText(_ sql: SQL, _ columns: JSONColumns) throws -> String {
        let output = Output()
        _ = try self.writeObject(sql, as: columns, to: output)
        return String(buffer: output.takeRest())
    }
}
