/// Names and values in the order in which they were first set.
///
/// A name set again keeps its place and takes the new value. Two objects are equal if they have the same names and values in whatever order.
package struct JSONObject: Sendable {
    package typealias Element = (key: String, value: JSONValue)

    package private(set) var entries: [Element] = []
    /// Where each name is; empty as long as there are few.
    private var positions: [ExactString: Int] = [:]

    private static var longestUnindexed: Int { 16 }

    package init() {}

    package init(_ entries: some Sequence<Element>) {
        for (key, value) in entries {
            self[key] = value
        }
    }

    package var count: Int { entries.count }
    package var isEmpty: Bool { entries.isEmpty }
    package var keys: [String] { entries.map(\.key) }
    package var values: [JSONValue] { entries.map(\.value) }

    /// Setting nil removes the name; `.null` is a value as any other.
    package subscript(_ name: String) -> JSONValue? {
        get {
            position(of: name).map { entries[$0].value }
        }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): entries[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(name, value)
            case (nil, nil): break
            }
        }
    }

    private func position(of name: String) -> Int? {
        let name = ExactString(name)
        if positions.isEmpty {
            return entries.firstIndex { ExactString($0.key) == name }
        }
        return positions[name]
    }

    private mutating func append(_ name: String, _ value: JSONValue) {
        entries.append((name, value))
        if !positions.isEmpty {
            positions[ExactString(name)] = entries.count - 1
        } else if entries.count > Self.longestUnindexed {
            indexEntries()
        }
    }

    private mutating func remove(at position: Int) {
        entries.remove(at: position)
        if !positions.isEmpty {
            indexEntries()
        }
    }

    private mutating func indexEntries() {
        positions.removeAll(keepingCapacity: true)
        for (position, entry) in entries.enumerated() {
            positions[ExactString(entry.key)] = position
        }
    }
}

extension JSONObject: Equatable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
    }
}

extension JSONObject: Sequence {
    package func makeIterator() -> IndexingIterator<[Element]> {
        entries.makeIterator()
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (key, value) in elements {
            self[key] = value
        }
    }
}
