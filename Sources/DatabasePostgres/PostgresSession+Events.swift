import Database

extension PostgresSession {
    package func publish(_ events: [Event]) throws { try self.run(EventLog.append(events)) }
}
