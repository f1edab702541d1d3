import FoundationEssentials
import JSONBytes

/// How events reach every server of one PostgreSQL database: a table of committed transactions' events, and a bell.
///
/// A transaction that has events writes them as one row, last, under a lock that it holds until it has committed.
/// So positions grow in the order of commits, and whoever has read up to one has missed nothing before it. The
/// notification carries nothing: it only wakes the listeners, who read on from where they are. Rows are removed
/// after an hour.
package enum EventLog {
    package static let channel = "tsubame_events"

    /// Of the advisory lock: one writer of the log at a time.
    private static let writing: Int64 = 0x7473_7562_616D_6501
    /// Of the advisory lock: one server makes the tables at a time.
    private static let creating: Int64 = 0x7473_7562_616D_6502

    /// Makes the table if it is not there.
    static func create(_ transaction: Transaction) throws {
        _ = try transaction.exists("SELECT pg_advisory_xact_lock(\(Self.creating))")
        try transaction.run(
            """
            CREATE TABLE IF NOT EXISTS tsubame_event (
                position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                recorded_at timestamp NOT NULL DEFAULT (clock_timestamp() AT TIME ZONE 'UTC'),
                events text NOT NULL)
            """)
    }

    /// Writes the events of one transaction and rings the bell.
    package static func append(_ events: [Event]) -> SQL {
        """
        WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(\(Self.writing)) AS lock),
            entry AS (INSERT INTO tsubame_event (events) SELECT \(Self.text(events)) FROM turn RETURNING position)
        SELECT pg_notify('tsubame_events', '') FROM entry
        """
    }

    /// The events of one row.
    ///
    /// - Throws: `JSONError` when the row is none of ours.
    package static func events(_ text: String) throws -> [Event] {
        var text = text
        let value = try text.withUTF8 { try JSONValue(parsing: UnsafeRawBufferPointer($0)) }
        return try (value.arrayValue ?? []).map { entry in
            guard let id = Self.uuid(entry["id"]), let name = entry["name"]?.stringValue,
                let payload = entry["payload"]?.objectValue, let isKept = entry["kept"]?.boolValue
            else { throw DatabaseError(.other, "a row of tsubame_event holds no events") }
            return Event(
                id: id, name: name, payload: payload, project: Self.uuid(entry["project"]),
                author: Self.uuid(entry["author"]), isKept: isKept)
        }
    }

    private static func uuid(_ value: JSONValue?) -> UUID? { value?.stringValue.flatMap(UUID.init(uuidString:)) }

    private static func text(_ events: [Event]) -> String {
        var json = JSONWriter()
        json.beginArray()
        for event in events {
            json.beginObject()
            json.key("id")
            json.uuid(event.id)
            json.key("name")
            json.string(event.name)
            json.key("payload")
            json.value(.object(event.payload))
            json.key("project")
            if let project = event.project { json.uuid(project) } else { json.null() }
            json.key("author")
            if let author = event.author { json.uuid(author) } else { json.null() }
            json.key("kept")
            json.bool(event.isKept)
            json.endObject()
        }
        json.endArray()
        return json.takeText()
    }
}
