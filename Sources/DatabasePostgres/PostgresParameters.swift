import CPostgres
import Database
import FoundationEssentials
import JSONBytes

/// The values of one statement in libpq's form: one buffer, and where each value lies in it.
struct PostgresParameters {
    private struct Slot {
        let offset: Int
        /// In bytes; nil for null.
        let length: Int?
        let isBinary: Bool
    }

    private var bytes: [UInt8] = []
    private var slots: [Slot] = []

    /// - Throws: ``DatabaseError`` of kind `invalidValue` when a value does not fit its type.
    init(_ values: [Value], as types: [PostgresType], _ catalog: (Oid) throws -> PostgresType) throws {
        self.bytes.reserveCapacity(values.count * 24)
        self.slots.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            let type = types[index]
            let start = self.bytes.count
            if case .null = value {
                self.slots.append(Slot(offset: start, length: nil, isBinary: false))
                continue
            }
            if type.form == .array {
                try self.appendArray(value, of: try catalog(type.element))
            } else {
                try self.append(value, as: type)
            }
            let isBinary = !Self.isTextual(type.form)
            // A text ends with a zero that does not count.
            if !isBinary { self.bytes.append(0) }
            let length = self.bytes.count - start - (isBinary ? 0 : 1)
            self.slots.append(Slot(offset: start, length: length, isBinary: isBinary))
        }
    }

    /// Types whose texts the server reads itself.
    private static func isTextual(_ form: PostgresForm) -> Bool {
        form == .numeric || form == .inet || form == .foreign
    }

    /// Hands out what libpq wants: values, lengths in bytes and formats (1: binary).
    func withPointers<Result>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        let lengths = self.slots.map { Int32($0.length ?? 0) }
        let formats = self.slots.map { $0.isBinary ? Int32(1) : 0 }
        return self.bytes.withUnsafeBytes { bytes in
            // Why: an empty buffer may have no address, and no address means null to libpq.
            let empty = UnsafeRawPointer(bitPattern: 8)
            let values = self.slots.map { slot -> UnsafePointer<CChar>? in
                guard slot.length != nil else { return nil }
                return (bytes.baseAddress.map { $0 + slot.offset } ?? empty)?.assumingMemoryBound(to: CChar.self)
            }
            return body(Int32(self.slots.count), values, lengths, formats)
        }
    }

    private mutating func append(_ value: Value, as type: PostgresType) throws {
        let fits: Void? =
            switch type.form {
            case .bool: value.asBool.map { self.bytes.append($0 ? 1 : 0) }
            case .int2: value.asInteger.flatMap(Int16.init(exactly:)).map { self.append($0) }
            case .int4: value.asInteger.flatMap(Int32.init(exactly:)).map { self.append($0) }
            case .int8: value.asInteger.map { self.append($0) }
            case .oid: value.asInteger.flatMap(UInt32.init(exactly:)).map { self.append($0) }
            case .float4: value.asDouble.map { self.append(Float($0).bitPattern) }
            case .float8: value.asDouble.map { self.append($0.bitPattern) }
            case .numeric: value.asDouble.flatMap { _ in value.asText }.map { self.append(text: $0) }
            case .uuid: value.asUUID.map { self.append(uuid: $0) }
            case .timestamp: value.asTimestamp.map { self.append($0.microseconds - PostgresEpoch.microseconds) }
            case .date: value.asDay.map { self.append($0.number - PostgresEpoch.days) }
            default: self.appendText(value, as: type.form)
            }
        guard fits != nil else { throw Self.misfit(value, type) }
    }

    /// - Returns: Nil when the value has no such text.
    private mutating func appendText(_ value: Value, as form: PostgresForm) -> Void? {
        switch form {
        case .json, .jsonb:
            guard let text = value.asJSON else { return nil }
            // The version of the binary format.
            if form == .jsonb { self.bytes.append(1) }
            return self.append(text: text)
        case .bytea:
            switch value {
            case .bytes(let bytes): return self.bytes.append(contentsOf: bytes)
            case .text(let text): return self.append(text: text)
            default: return nil
            }
        case .text, .inet, .foreign:
            guard let text = value.asText, !text.utf8.contains(0) else { return nil }
            return self.append(text: text)
        default: return nil
        }
    }

    private static func misfit(_ value: Value, _ type: PostgresType) -> DatabaseError {
        DatabaseError(.invalidValue, "\(value) does not fit the type \(type.form) (\(type.oid))")
    }

    /// One dimension, counted from 1.
    private mutating func appendArray(_ value: Value, of element: PostgresType) throws {
        guard let elements = value.asElements, !Self.isTextual(element.form), element.form != .array else {
            throw Self.misfit(value, element)
        }
        self.append(Int32(elements.isEmpty ? 0 : 1))
        self.append(Int32(elements.contains(.null) ? 1 : 0))
        self.append(element.oid)
        guard !elements.isEmpty else { return }
        self.append(Int32(elements.count))
        self.append(Int32(1))
        for item in elements {
            guard item != .null else {
                self.append(Int32(-1))
                continue
            }
            let lengthAt = self.bytes.count
            self.append(Int32(0))
            try self.append(item, as: element)
            self.replace(Int32(self.bytes.count - lengthAt - 4), at: lengthAt)
        }
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { self.bytes.append(contentsOf: $0) }
    }

    private mutating func replace(_ value: Int32, at offset: Int) {
        withUnsafeBytes(of: value.bigEndian) { self.bytes.replaceSubrange(offset..<offset + 4, with: $0) }
    }

    private mutating func append(text: String) { self.bytes.append(contentsOf: text.utf8) }

    private mutating func append(uuid: UUID) {
        withUnsafeBytes(of: uuid.uuid) { self.bytes.append(contentsOf: $0) }
    }
}

/// 2000-01-01, from where PostgreSQL counts.
enum PostgresEpoch {
    /// Since 1970.
    static let days: Int32 = 10_957
    /// Since 1970.
    static let microseconds: Int64 = 946_684_800_000_000
}
