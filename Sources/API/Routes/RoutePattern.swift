/// An address such as `/pictures/originals/preview-files/{id}.png`, taken apart.
package struct RoutePattern: Sendable, Equatable {
    package enum Segment: Sendable, Hashable {
        case literal(String)
        /// `{id}` with what stands around it: `{id}.png`.
        case parameter(prefix: String, name: String, suffix: String)
        /// `{id}.{extension}`: split at the last dot.
        case dotted(name: String, extension: String)
    }

    package let segments: [Segment]

    package init(_ path: String) {
        self.segments = path.split(separator: "/").map { Self.segment(String($0)) }
    }

    package var names: [String] {
        self.segments.flatMap { segment -> [String] in
            switch segment {
            case .literal: []
            case .parameter(_, let name, _): [name]
            case .dotted(let name, let suffix): [name, suffix]
            }
        }
    }

    private static func segment(_ text: String) -> Segment {
        guard let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}"), open < close else {
            return .literal(text)
        }
        let name = String(text[text.index(after: open)..<close])
        let rest = text[text.index(after: close)...]
        if rest.hasPrefix(".{"), rest.hasSuffix("}") {
            return .dotted(name: name, extension: String(rest.dropFirst(2).dropLast()))
        }
        return .parameter(prefix: String(text[..<open]), name: name, suffix: String(rest))
    }
}

extension RoutePattern.Segment {
    /// The segment that matches the same texts without a name for them.
    package var nameless: RoutePattern.Segment {
        switch self {
        case .literal: self
        case .parameter(let prefix, _, let suffix): .parameter(prefix: prefix, name: "", suffix: suffix)
        case .dotted: .dotted(name: "", extension: "")
        }
    }

    /// What the segment's names stand for in `text`, in their order; nil when it does not match.
    func match(_ text: String) -> [String]? {
        switch self {
        case .literal(let literal): return literal == text ? [] : nil
        case .parameter(let prefix, _, let suffix):
            guard text.hasPrefix(prefix), text.hasSuffix(suffix) else { return nil }
            let value = text.dropFirst(prefix.count).dropLast(suffix.count)
            return value.isEmpty ? nil : [String(value)]
        case .dotted:
            guard let dot = text.lastIndex(of: "."), dot > text.startIndex else { return nil }
            return [String(text[..<dot]), String(text[text.index(after: dot)...])]
        }
    }
}
