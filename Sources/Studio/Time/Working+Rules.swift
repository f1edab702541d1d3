import API
import Database
import JSONBytes

/// Days as people write them in addresses.
enum WorkingDay {
    /// `YYYY-MM-DD`; a month or a day may have one digit.
    static func parse(_ text: String) -> Day? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts.dropFirst().allSatisfy({ (1...2).contains($0.count) })
        else { return nil }
        let padded = parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
        return Day(text: padded)
    }

    /// Compat: a text that has not even the form of a date is a day on which nothing was done.
    ///
    /// - Returns: Nil for such a text.
    /// - Throws: ``Problem`` 400 for a day that the calendar does not have.
    static func find(_ text: String, or refusal: String) throws -> Day? {
        if let day = self.parse(text) { return day }
        let isForm = text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
        if isForm { throw Problem.invalid(refusal) }
        return nil
    }
}

/// A number of minutes in a body. Compat: true counts as one.
struct Minutes: InputValue {
    let value: Double

    static var kind: InputKind { .double }
    init?(text: String) {
        guard let value = Double(text: text) else { return nil }
        self.value = value
    }
    private init(_ value: Double) { self.value = value }

    static func read(_ json: JSONValue) -> Result<Minutes, ValueRefusal> {
        if case .bool(let isOne) = json { return .success(Minutes(isOne ? 1 : 0)) }
        return Double.read(json).map(Minutes.init)
    }
    var json: JSONValue { .double(self.value) }

    static func duration(_ body: inout BodyReader) -> Double? {
        let duration = body.required("duration", as: Minutes.self)?.value
        if let duration, !(duration > 0) { body.refuse("duration", "Input should be greater than 0") }
        return duration
    }
}
