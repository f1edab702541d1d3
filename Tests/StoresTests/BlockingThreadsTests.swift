import Glibc
import Stores
import Synchronization
import Testing

@Suite struct BlockingThreadsTests {
    private final class Count: Sendable {
        private let values = Mutex((now: 0, most: 0))

        var now: Int { self.values.withLock { $0.now } }
        var most: Int { self.values.withLock { $0.most } }

        func change(by step: Int) {
            self.values.withLock { values in
                values.now += step
                values.most = max(values.most, values.now)
            }
        }
    }

    @Test("Work that blocks runs at most as often at once as there are threads")
    func atOnce() async throws {
        let threads = BlockingThreads(count: 3, waiting: 100)
        let running = Count()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<30 {
                group.addTask {
                    try await threads.run {
                        running.change(by: 1)
                        usleep(5000)
                        running.change(by: -1)
                    }
                }
            }
            try await group.waitForAll()
        }
        await threads.close()

        #expect(running.most == 3)
        #expect(running.now == 0)
    }

    @Test("An error comes back to who asked")
    func errors() async {
        let threads = BlockingThreads(count: 1, waiting: 1)

        await #expect(throws: StoreError.full) { try await threads.run { throw StoreError.full } }

        await threads.close()
    }

    @Test("Closing waits for what runs, and takes nothing more")
    func closing() async throws {
        let threads = BlockingThreads(count: 1, waiting: 10)
        let started = Count()
        let done = Count()
        let work = Task {
            try await threads.run {
                started.change(by: 1)
                usleep(50_000)
                done.change(by: 1)
            }
        }
        while started.now == 0 { try await Task.sleep(for: .milliseconds(1)) }

        await threads.close()

        #expect(done.now == 1)
        try await work.value
        await #expect(throws: BlockingThreads.Busy.self) { try await threads.run {} }
    }
}
