import Database
import DatabasePostgres
import FoundationEssentials
import JSONBytes
import StudioTesting
import Testing

@Suite struct ListenerTests {
    @Test("Each committed event is announced once, in the order of commits", arguments: Dialect.allCases)
    func order(_ dialect: Dialect) async throws {
        let heard = Heard()
        try await withTestDatabase(on: dialect, migrations: Samples.migrations, announce: heard.announce) { test in
            try await test.database.write { try Samples.add("one", to: $0) }

            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<60 {
                    group.addTask {
                        try await test.database.write { transaction in
                            let number = try transaction.count("SELECT frames FROM sample") + 1
                            try transaction.run("UPDATE sample SET frames = \(number)")
                            try transaction.emit("event:\(number)", ["number": .int(Int64(number))])
                            try transaction.emit("passing:\(number)", [:], kept: false)
                        }
                    }
                }
                try await group.waitForAll()
            }
            await test.announced()

            #expect(heard.names == (1...60).flatMap { ["event:\($0)", "passing:\($0)"] })
        }
    }

    @Test("An event arrives as it was emitted, however large", arguments: Dialect.allCases)
    func fidelity(_ dialect: Dialect) async throws {
        let heard = Heard()
        try await withTestDatabase(on: dialect, migrations: Samples.migrations, announce: heard.announce) { test in
            let (author, project) = (UUID(), UUID())
            let long = String(repeating: "ü\"", count: 20_000)

            let emitted = try await test.database.write { transaction in
                transaction.author = author
                try transaction.emit("kept", ["text": .string(long), "n": [1, 2.5, nil]], project: project)
                transaction.author = nil
                try transaction.emit("passing", ["text": .string(long)], kept: false)
                return transaction.events
            }
            await test.announced()

            #expect(heard.events == emitted)
            #expect(heard.events.first?.author == author && heard.events.first?.project == project)
        }
    }

    @Test("Every server hears what any of them commits")
    func servers() async throws {
        let (first, second) = (Heard(), Heard())
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations, announce: first.announce) { test in
            guard case .server(let address) = test.place else { throw Leaving() }
            let other = try await test.open()
            let listener = try await PostgresListener.start(address, announce: second.announce)

            for number in 0..<10 {
                let database = number.isMultiple(of: 2) ? test.database : other
                try await database.write { try $0.emit("event:\(number)", [:]) }
            }
            await test.announced()
            await listener.catchUp()

            await listener.stop()
            await other.close()
            #expect(first.names == (0..<10).map { "event:\($0)" })
            #expect(second.names == first.names)
        }
    }

    @Test("Servers that commit side by side are heard in one order by all, and each commit once")
    func concurrentServers() async throws {
        let (first, second) = (Heard(), Heard())
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations, announce: first.announce) { test in
            guard case .server(let address) = test.place else { throw Leaving() }
            let servers = [test.database, try await test.open()]
            let listener = try await PostgresListener.start(address, announce: second.announce)

            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<400 {
                    group.addTask {
                        try await servers[number % 2].write { try $0.emit("\(number)", [:], kept: false) }
                    }
                }
                try await group.waitForAll()
            }
            await test.announced()
            await listener.catchUp()

            await listener.stop()
            await servers[1].close()
            #expect(first.names.compactMap { Int($0) }.sorted() == Array(0..<400))
            #expect(second.names == first.names)
        }
    }

    @Test("A broken connection loses no event and doubles none, kept or not")
    func reconnect() async throws {
        let heard = Heard()
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations) { test in
            guard case .server(let address) = test.place else { throw Leaving() }
            let failures = Counter()
            let listener = try await PostgresListener.start(
                address, announce: heard.announce, report: { _ in failures.add() })

            for number in 0..<200 {
                if number % 20 == 10 {
                    try await test.database.write { transaction in
                        _ = try transaction.count(
                            """
                            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                            WHERE application_name = 'tsubame events' AND datname = current_database()
                            """)
                    }
                }
                try await test.database.write { try $0.emit("event:\(number)", [:], kept: number.isMultiple(of: 3)) }
            }
            await heard.wait(for: 200)
            await listener.catchUp()

            await listener.stop()
            #expect(heard.names == (0..<200).map { "event:\($0)" })
            #expect(failures.value > 0)
        }
    }

    @Test("A transaction that is done again announces its events once")
    func retried() async throws {
        let heard = Heard()
        try await withTestDatabase(on: .postgres, migrations: Samples.migrations, announce: heard.announce) { test in
            let tries = Counter()

            try await test.database.write { transaction in
                tries.add()
                try transaction.emit("event", [:])
                if tries.value < 3 { throw DatabaseError(.serialization, "once more") }
            }
            await test.announced()

            #expect(tries.value == 3)
            #expect(heard.names == ["event"])
        }
    }

    @Test("Listening on a database without tables is refused at once")
    func unmigrated() async throws {
        let server = try PostgresTestServer.forThisRun()
        try await withTestDatabase(on: .postgres) { test in
            guard case .server(let address) = test.place else { throw Leaving() }
            try await test.database.write { try $0.run("DROP TABLE tsubame_event") }

            let error = await databaseError { try await PostgresListener.start(address, announce: { _ in }) }

            #expect(error?.kind == .other)
        }
        _ = server
    }

    @Test("A feed hands every subscriber the same events, and ends when it is told")
    func feed() async {
        let feed = EventFeed()
        let streams = [feed.subscribe(), feed.subscribe()]
        let events = (0..<5).map {
            Event(id: UUID(), name: "event:\($0)", payload: [:], project: nil, author: nil, isKept: true)
        }

        feed.announce(Array(events[..<2]))
        feed.announce(Array(events[2...]))
        feed.finish()

        for stream in streams {
            var names: [String] = []
            for await event in stream { names.append(event.name) }
            #expect(names == events.map(\.name))
        }
    }
}
