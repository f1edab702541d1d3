import Glibc

/// A lock with a condition, for threads that the house owns. Nothing asynchronous may wait on it.
package final class Monitor<State>: @unchecked Sendable {
    // Safety: `state` is touched only between lock and unlock.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var state: State

    package init(_ state: State) {
        self.state = state
        pthread_mutex_init(self.mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(self.condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_mutex_destroy(self.mutex)
        pthread_cond_destroy(self.condition)
        self.mutex.deallocate()
        self.condition.deallocate()
    }

    package func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(self.mutex)
        defer { pthread_mutex_unlock(self.mutex) }
        return try body(&self.state)
    }

    /// Waits on this thread until `body` answers something; wakes at each signal, and after `seconds` at last.
    ///
    /// - Returns: Nil when the time ran out first.
    package func wait<Result>(seconds: Int? = nil, until body: (inout State) throws -> Result?) rethrows -> Result? {
        pthread_mutex_lock(self.mutex)
        defer { pthread_mutex_unlock(self.mutex) }
        var deadline = timespec()
        if let seconds {
            clock_gettime(CLOCK_MONOTONIC, &deadline)
            deadline.tv_sec += seconds
        }
        while true {
            if let result = try body(&self.state) { return result }
            if seconds == nil {
                pthread_cond_wait(self.condition, self.mutex)
            } else if pthread_cond_timedwait(self.condition, self.mutex, &deadline) == ETIMEDOUT {
                return try body(&self.state)
            }
        }
    }

    package func signal() { pthread_cond_signal(self.condition) }
    package func broadcast() { pthread_cond_broadcast(self.condition) }
}

/// Starts a thread of the house's own. The closure runs to its end; nobody joins it.
package func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    var thread: pthread_t = 0
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    pthread_attr_init(attributes)
    pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(attributes, 1 << 20)
    let failure = pthread_create(
        &thread, attributes,
        { argument in
            guard let argument else { return nil }
            Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        }, box.toOpaque())
    pthread_attr_destroy(attributes)
    precondition(failure == 0, "the system gives no more threads")
}

/// Blocks the calling thread, which must be one of the house's own.
package func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
