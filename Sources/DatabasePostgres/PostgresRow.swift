import CPostgres
import Database
import Glibc

/// The row of a result that arrived in binary form.
final class PostgresRow: RowSource {
    private let forms: UnsafeMutableBufferPointer<PostgresForm>
    /// Set by the session at each row.
    var result: OpaquePointer
    private var scratch = PostgresScratch()

    init(_ forms: [PostgresForm], _ result: OpaquePointer) {
        self.forms = .allocate(capacity: forms.count)
        _ = self.forms.initialize(from: forms)
        self.result = result
    }

    deinit { self.forms.deallocate() }

    /// The cells of the row before it are gone.
    @inline(__always)
    func stand(on result: OpaquePointer) {
        self.result = result
        self.scratch.removeAll()
    }

    func cell(_ index: Int) -> Cell {
        precondition(index >= 0 && index < self.forms.count, "the query has no such column")
        let column = Int32(truncatingIfNeeded: index)
        let length = Int(PQgetlength(self.result, 0, column))
        if length == 0, PQgetisnull(self.result, 0, column) != 0 { return .null }
        guard let start = UnsafeRawPointer(PQgetvalue(self.result, 0, column)) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: length)
        switch self.forms[index] {
        case .text, .bytea, .foreign: return .text(bytes)
        case .uuid:
            return .uuid(
                high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        case .timestamp: return .timestamp(PostgresBinary.timestamp(start))
        case .bool: return .bool(start.load(as: UInt8.self) != 0)
        case .int4: return .int(Int64(PostgresBinary.integer(start, as: Int32.self)))
        case .int8: return .int(PostgresBinary.integer(start, as: Int64.self))
        case .json: return .json(bytes)
        case .jsonb: return .json(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
        case .date: return .date(PostgresBinary.day(start))
        case .float8: return .double(Double(bitPattern: PostgresBinary.integer(start, as: UInt64.self)))
        case .float4: return .double(Double(Float(bitPattern: PostgresBinary.integer(start, as: UInt32.self))))
        case .int2: return .int(Int64(PostgresBinary.integer(start, as: Int16.self)))
        case .oid: return .int(Int64(PostgresBinary.integer(start, as: UInt32.self)))
        case .numeric: return PostgresBinary.numeric(bytes)
        case .inet: return .text(self.scratch.keep(PostgresBinary.address(bytes)))
        case .array: return .json(self.scratch.keep(PostgresBinary.array(bytes)))
        case .void: return .null
        }
    }
}

/// Bytes that live until the cursor steps: for the few types whose text must be made.
struct PostgresScratch: ~Copyable {
    private var blocks: [UnsafeMutableRawBufferPointer] = []

    deinit { for block in self.blocks { block.deallocate() } }

    mutating func keep(_ text: String) -> UnsafeRawBufferPointer {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: max(text.utf8.count, 1), alignment: 1)
        block.copyBytes(from: text.utf8)
        self.blocks.append(block)
        return UnsafeRawBufferPointer(rebasing: block[..<text.utf8.count])
    }

    mutating func removeAll() {
        guard !self.blocks.isEmpty else { return }
        for block in self.blocks { block.deallocate() }
        self.blocks.removeAll(keepingCapacity: true)
    }
}
