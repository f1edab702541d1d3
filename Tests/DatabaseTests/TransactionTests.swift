import Database
import FoundationEssentials
import JSONBytes
import StudioTesting
import Testing

@Suite struct TransactionTests {
    @Test("What throws leaves nothing behind, and announces nothing", arguments: Dialect.allCases)
    func rollback(_ dialect: Dialect) async throws {
        let heard = Heard()
        try await withDatabase(on: dialect, migrations: Samples.migrations, announce: heard.announce) { database in
            await #expect(throws: Leaving.self) {
                try await database.write { transaction in
                    try Samples.add("one", to: transaction)
                    try transaction.emit("sample:new", ["sample_id": "1"])
                    throw Leaving()
                }
            }

            let rows = try await database.read { reader in
                try reader.count("SELECT (SELECT count(*) FROM sample) + (SELECT count(*) FROM api_event)")
            }
            #expect(rows == 0)
            #expect(heard.names.isEmpty)
        }
    }

    @Test("An event commits with its change", arguments: Dialect.allCases)
    func emit(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let project = UUID()

            try await database.write { transaction in
                try Samples.add("one", to: transaction)
                try transaction.emit("sample:new", ["sample_id": "1"], project: project)
                try transaction.emit("sample:passing", [:], kept: false)
            }

            let events = try await database.read { reader in
                try reader.all("SELECT name, project_id FROM api_event", String.self, UUID.self)
            }
            #expect(events.map(\.0) == ["sample:new"] && events.map(\.1) == [project])
        }
    }

    @Test("Constraints are told by kind", arguments: Dialect.allCases)
    func constraints(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let id = try await database.write { try Samples.add("one", to: $0) }
            func refusal(_ sql: SQL) async -> DatabaseError? {
                await databaseError { try await database.write { try $0.run(sql) } }
            }

            let taken = await refusal("INSERT INTO sample (id, name) VALUES (\(UUID()), 'one')")
            let key = await refusal("INSERT INTO sample (id, name) VALUES (\(id), 'two')")
            let orphan = await refusal("INSERT INTO part (id, sample_id, number) VALUES (\(UUID()), \(UUID()), 1)")
            let missing = await refusal("INSERT INTO part (id, sample_id, number) VALUES (\(UUID()), \(id), NULL)")
            let check = await refusal("UPDATE sample SET frames = -1")
            let mistake = await refusal("UPDATE nothing SET frames = -1")

            #expect(taken?.kind == .unique && key?.kind == .unique && orphan?.kind == .foreignKey)
            #expect(missing?.kind == .notNull && check?.kind == .check && mistake?.kind == .other)
            #expect(missing?.constraint == "part.number")
            #expect(taken?.constraint == (dialect == .sqlite ? "sample.name" : "sample_name_key"))
        }
    }

    @Test("A row that others refer to does not go", arguments: Dialect.allCases)
    func referred(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            try await database.write { transaction in
                let id = try Samples.add("one", to: transaction)
                try transaction.run("INSERT INTO part (id, sample_id, number) VALUES (\(UUID()), \(id), 1)")
            }

            let error = await databaseError { try await database.write { try $0.run("DELETE FROM sample") } }

            #expect(error?.kind == .foreignKey)
        }
    }

    @Test("An attempt that fails takes its own changes and events with it only", arguments: Dialect.allCases)
    func attempt(_ dialect: Dialect) async throws {
        let heard = Heard()
        try await withDatabase(on: dialect, migrations: Samples.migrations, announce: heard.announce) { database in
            let events = try await database.write { transaction in
                try Samples.add("one", to: transaction)
                try transaction.emit("first", [:])
                do {
                    try transaction.attempt {
                        try Samples.add("two", to: transaction)
                        try transaction.emit("second", [:])
                        try Samples.add("one", to: transaction)
                    }
                } catch let error as DatabaseError where error.kind == .unique {
                    try transaction.attempt { try Samples.add("three", to: transaction) }
                }
                return transaction.events.map(\.name)
            }

            #expect(events == ["first"])
            #expect(try await database.read(Samples.names) == ["one", "three"])
        }
    }

    @Test("A failed statement whose error was dropped does not pass for a commit")
    func droppedError() async throws {
        try await withDatabase(on: .postgres, migrations: Samples.migrations) { database in
            let error = await databaseError {
                try await database.write { transaction in
                    try Samples.add("one", to: transaction)
                    _ = try? Samples.add("one", to: transaction)
                }
            }

            let names = try await database.read(Samples.names)
            #expect(error?.kind == .other && names.isEmpty)
        }
    }

    @Test("The number of changed rows is told, and reads change none", arguments: Dialect.allCases)
    func changes(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let counts = try await database.write { transaction in
                for name in ["a", "b", "c"] { try Samples.add(name, to: transaction) }
                return [
                    try transaction.run("UPDATE sample SET frames = 1 WHERE name <> 'a'"),
                    try transaction.run("SELECT * FROM sample"),
                    try transaction.run("DELETE FROM sample WHERE name = 'x'"),
                    try transaction.run("CREATE TABLE other (id integer)"),
                    try transaction.run("DELETE FROM sample"),
                ]
            }

            #expect(counts == [2, 0, 0, 0, 3])
        }
    }

    @Test("Nothing can be written under a snapshot", arguments: Dialect.allCases)
    func readOnly(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            let error = await databaseError {
                _ = try await database.read { reader in
                    try reader.session.run("INSERT INTO sample (id, name) VALUES (\(UUID()), 'y')")
                }
            }

            let names = try await database.read(Samples.names)
            #expect(error?.kind == .other && names.isEmpty)
        }
    }

    @Test("A snapshot stays as it began while others commit", arguments: Dialect.allCases)
    func snapshot(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            try await database.write { try Samples.add("one", to: $0) }
            let (begun, goOn) = (Gate(), Gate())

            async let reading = database.read { reader in
                let before = try Samples.names(reader)
                begun.open()
                goOn.wait()
                return (before, try Samples.names(reader))
            }
            await begun.waitOutside()
            try await database.write { try Samples.add("two", to: $0) }
            goOn.open()
            let (before, after) = try await reading

            #expect(before == ["one"] && after == ["one"])
            #expect(try await database.read(Samples.names) == ["one", "two"])
        }
    }

    @Test("Two pools see each other's commits at once", arguments: Dialect.allCases)
    func twoPools(_ dialect: Dialect) async throws {
        try await withTestDatabase(on: dialect, migrations: Samples.migrations) { test in
            let other = try await test.open()

            for number in 0..<20 {
                let writer = number.isMultiple(of: 2) ? test.database : other
                let reader = number.isMultiple(of: 2) ? other : test.database
                try await writer.write { try Samples.add("\(number)", to: $0) }
                let count = try await reader.read { try $0.count("SELECT count(*) FROM sample") }
                #expect(count == number + 1)
            }

            await other.close()
        }
    }

    @Test("Changes to what was read are never lost, however many race", arguments: Dialect.allCases)
    func lostUpdates(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            try await database.write { try Samples.add("one", to: $0) }

            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        try await database.write { transaction in
                            let frames = try transaction.count("SELECT frames FROM sample WHERE name = 'one'")
                            try transaction.run("UPDATE sample SET frames = \(frames + 1) WHERE name = 'one'")
                        }
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await database.read { try $0.count("SELECT frames FROM sample") } == 100)
        }
    }

    @Test("A transaction that others keep setting back makes them wait for it")
    func turn() async throws {
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations) { test in
            let other = try await test.open(connections: 2)
            try await test.database.write { try Samples.add("one", to: $0) }
            let (tries, disturbances) = (Counter(), Counter())

            try await test.database.write { transaction in
                tries.add()
                let frames = try transaction.count("SELECT frames FROM sample")
                Task {
                    try await other.write { try $0.run("UPDATE sample SET frames = frames + 100") }
                    disturbances.add()
                }
                // The last one cannot commit before this transaction has; the others may take their time.
                disturbances.wait(for: tries.value, seconds: tries.value < 4 ? 30 : 1)
                try transaction.run("UPDATE sample SET frames = \(frames + 1)")
            }
            await outside { disturbances.wait(for: tries.value) }

            let frames = try await test.database.read { try $0.count("SELECT frames FROM sample") }
            await other.close()
            #expect(tries.value == 4 && frames == 401)
        }
    }

    @Test("Two transactions that each rely on what the other changes do not both commit as they were")
    func writeSkew() async throws {
        try await withDatabase(on: .postgres, migrations: Samples.migrations) { database in
            let tries = Counter()
            let both = Counter()

            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in ["a", "b"] {
                    group.addTask {
                        try await database.write { transaction in
                            tries.add()
                            let count = try transaction.count("SELECT count(*) FROM sample")
                            both.add()
                            both.wait(for: 2)
                            if count == 0 { try Samples.add(name, to: transaction) }
                        }
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await database.read { try $0.count("SELECT count(*) FROM sample") } == 1)
            #expect(tries.value > 2)
        }
    }

    @Test("A constraint that is checked at the commit refuses it whole", arguments: Dialect.allCases)
    func deferred(_ dialect: Dialect) async throws {
        let heard = Heard()
        try await withTestDatabase(on: dialect, migrations: Samples.migrations, announce: heard.announce) { test in
            try await test.database.write { transaction in
                try transaction.run("CREATE TABLE owner (id integer PRIMARY KEY)")
                try transaction.run(
                    """
                    CREATE TABLE thing
                        (id integer, owner integer REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED)
                    """)
            }

            let error = await databaseError {
                try await test.database.write { transaction in
                    try transaction.run("INSERT INTO thing VALUES (1, 2)")
                    try transaction.emit("thing:new", [:])
                }
            }
            try await test.database.write { transaction in
                try transaction.run("INSERT INTO thing VALUES (1, 2)")
                try transaction.run("INSERT INTO owner VALUES (2)")
            }
            await test.announced()

            let count = try await test.database.read { try $0.count("SELECT count(*) FROM thing") }
            #expect(error?.kind == .foreignKey)
            #expect(count == 1 && heard.names.isEmpty)
        }
    }

    @Test("A transaction of nothing but a passing event is announced", arguments: Dialect.allCases)
    func eventOnly(_ dialect: Dialect) async throws {
        let heard = Heard()
        try await withTestDatabase(on: dialect, migrations: Samples.migrations, announce: heard.announce) { test in
            _ = try await test.database.read(Samples.names)

            try await test.database.write { try $0.emit("passing", [:], kept: false) }
            await test.announced()

            #expect(heard.names == ["passing"])
        }
    }

    @Test("A statement inside another one's rows is refused on both", arguments: Dialect.allCases)
    func nested(_ dialect: Dialect) async throws {
        try await withDatabase(on: dialect, migrations: Samples.migrations) { database in
            try await database.write { try Samples.add("one", to: $0) }

            let error = await databaseError {
                try await database.read { reader in
                    try reader.each("SELECT name FROM sample") { _ in _ = try reader.count("SELECT 1") }
                }
            }

            #expect(error?.kind == .other)
        }
    }
}
