import NIOCore

/// Runs a connection's tasks on the event loop that its bytes come from: a request crosses threads for the database
/// only. What runs there must not block, nor work for long.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
