import Testing

@testable import Database

@Suite(.timeLimit(.minutes(4))) struct PoolTests {
    /// Takes its time to close, as a connection to a server may.
    private final class SlowToClose: Session {
        let dialect = Dialect.sqlite
        let isUsable = true

        func begin(_ mode: TransactionMode) {}
        func commit() {}
        func rollback() {}
        func run(_ sql: SQL) -> Int { 0 }
        func runScript(_ text: String) {}
        func each(_ sql: SQL, _ body: (Row) throws -> Void) {}
        func close() { pause(milliseconds: 200) }
    }

    @Test("A job that comes while threads too many are leaving is done")
    func leaving() async {
        let pool = Pool("test", size: 1, maximum: 2) { SlowToClose() }
        let (client, other, begun, done) = (Gate(), Gate(), Counter(), Counter())
        pool.enqueue { _ in
            pool.whileWaitingForClient {
                begun.add()
                client.wait()
            }
            done.add()
        }
        await outside { begun.wait(for: 1) }
        // In the place of the one that waits, so that both are there when nobody waits any more.
        pool.enqueue { _ in
            begun.add()
            other.wait()
            done.add()
        }
        await outside { begun.wait(for: 2) }
        client.open()
        await outside { done.wait(for: 1) }
        other.open()
        await outside {
            done.wait(for: 2)
            pause(milliseconds: 50)
        }

        pool.enqueue { _ in done.add() }
        await outside { done.wait(for: 3, seconds: 5) }

        #expect(done.value == 3)
        await pool.close()
    }
}
