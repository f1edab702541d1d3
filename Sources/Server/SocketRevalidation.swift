import Logging
import ServiceLifecycle
import SocketIO

/// Asks again and again whether those connected still may be: a logout or a deactivation ends their events within the
/// interval at the latest.
package struct SocketRevalidation: Service {
    private let hub: SocketHub
    private let interval: Duration
    private let isStillAllowed: @Sendable (SocketIdentity) async -> Bool

    package init(
        _ hub: SocketHub, every interval: Duration = .seconds(60),
        isStillAllowed: @escaping @Sendable (SocketIdentity) async -> Bool
    ) {
        self.hub = hub
        self.interval = interval
        self.isStillAllowed = isStillAllowed
    }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while await self.sleep() { try await self.hub.revalidate(self.isStillAllowed) }
        }
    }

    /// False once the server goes down.
    private func sleep() async -> Bool {
        do {
            try await Task.sleep(for: self.interval)
            return true
        } catch {
            return false
        }
    }
}
