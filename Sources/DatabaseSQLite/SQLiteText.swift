import CSQLite

/// `LIKE`, `lower` and `upper` for every alphabet, where SQLite's own know ASCII only.
///
/// `LIKE` ignores case and takes a backslash as its escape, as PostgreSQL's `ILIKE` does.
enum SQLiteText {
    static func register(on connection: OpaquePointer) {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        sqlite3_create_function_v2(connection, "like", 2, flags, nil, { Self.like($0, $1, $2) }, nil, nil, nil)
        sqlite3_create_function_v2(connection, "like", 3, flags, nil, { Self.like($0, $1, $2) }, nil, nil, nil)
        sqlite3_create_function_v2(
            connection, "lower", 1, flags, nil, { context, _, values in Self.map(context, values, Self.lower) }, nil,
            nil, nil)
        sqlite3_create_function_v2(
            connection, "upper", 1, flags, nil, { context, _, values in Self.map(context, values, Self.upper) }, nil,
            nil, nil)
    }

    /// Simple case folding: one scalar for one scalar.
    static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII {
            return scalar.value &- 0x41 < 26 ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar
        }
        return scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }

    static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII {
            return scalar.value &- 0x61 < 26 ? Unicode.Scalar(UInt8(scalar.value & 0xDF)) : scalar
        }
        let mapped = scalar.properties.uppercaseMapping.unicodeScalars
        // Why: ß stays what it is, as it does on PostgreSQL.
        return mapped.count == 1 ? mapped.first ?? scalar : scalar
    }

    private static func map(
        _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?,
        _ fold: (Unicode.Scalar) -> Unicode.Scalar
    ) {
        guard let text = Self.text(values?[0]) else { return sqlite3_result_null(context) }
        var mapped = String.UnicodeScalarView()
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { mapped.append(fold(scalar)) }
        var result = String(mapped)
        result.withUTF8 { bytes in
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            guard let start = UnsafeRawPointer(bytes.baseAddress) else {
                return sqlite3_result_text(context, "", 0, copied)
            }
            let characters = start.assumingMemoryBound(to: CChar.self)
            sqlite3_result_text64(context, characters, UInt64(bytes.count), copied, UInt8(SQLITE_UTF8))
        }
    }

    /// `x LIKE p` arrives as `like(p, x)`.
    private static func like(
        _ context: OpaquePointer?, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
    ) {
        guard let pattern = Self.text(values?[0]), let text = Self.text(values?[1]) else {
            return sqlite3_result_null(context)
        }
        var escape: Unicode.Scalar? = "\\"
        if count == 3 {
            guard let given = Self.text(values?[2]) else { return sqlite3_result_null(context) }
            let scalars = String(decoding: given, as: UTF8.self).unicodeScalars
            guard scalars.count <= 1 else {
                return sqlite3_result_error(context, "ESCAPE must be one character", -1)
            }
            escape = scalars.first
        }
        let matches = Self.kept(pattern, escape, in: context).matches(text)
        sqlite3_result_int(context, matches ? 1 : 0)
    }

    /// SQLite keeps the pattern from row to row as long as it is the same.
    private static func kept(
        _ pattern: UnsafeRawBufferPointer, _ escape: Unicode.Scalar?, in context: OpaquePointer?
    ) -> LikePattern {
        if let kept = sqlite3_get_auxdata(context, 0) {
            let pattern = Unmanaged<LikePattern>.fromOpaque(kept).takeUnretainedValue()
            if pattern.escape == escape { return pattern }
        }
        let made = LikePattern(pattern, escape: escape)
        sqlite3_set_auxdata(context, 0, Unmanaged.passRetained(made).toOpaque()) { kept in
            guard let kept else { return }
            Unmanaged<LikePattern>.fromOpaque(kept).release()
        }
        return made
    }

    /// Nil for null. The bytes live until the function returns.
    private static func text(_ value: OpaquePointer?) -> UnsafeRawBufferPointer? {
        guard let value, sqlite3_value_type(value) != SQLITE_NULL, let start = sqlite3_value_text(value) else {
            return nil
        }
        return UnsafeRawBufferPointer(start: UnsafeRawPointer(start), count: Int(sqlite3_value_bytes(value)))
    }
}
