import HTTPTypes

/// Finds the route of a path: literal segments before parameters, the longer literal part before the shorter.
package struct RouteTree: Sendable {
    private final class Node: Sendable {
        let literals: [String: Node]
        let patterns: [(segment: RoutePattern.Segment, node: Node)]
        let routes: [HTTPRequest.Method: Route]

        init(_ draft: Draft) {
            self.literals = draft.literals.mapValues(Node.init)
            let sorted = draft.patterns.sorted { $0.segment.weight > $1.segment.weight }
            self.patterns = sorted.map { ($0.segment, Node($0.draft)) }
            self.routes = draft.routes
        }
    }
    /// A node while the tree is built.
    private final class Draft {
        var literals: [String: Draft] = [:]
        var patterns: [(segment: RoutePattern.Segment, draft: Draft)] = []
        var routes: [HTTPRequest.Method: Route] = [:]

        func child(_ segment: RoutePattern.Segment) -> Draft {
            if case .literal(let text) = segment {
                if let known = self.literals[text] { return known }
                let made = Draft()
                self.literals[text] = made
                return made
            }
            if let known = self.patterns.first(where: { $0.segment == segment }) { return known.draft }
            let made = Draft()
            self.patterns.append((segment, made))
            return made
        }
    }

    /// What stands at a path.
    package struct Place: Sendable {
        package let routes: [HTTPRequest.Method: Route]
        package let parameters: [String: String]

        /// As the `Allow` header tells them.
        package var methods: [HTTPRequest.Method] {
            var methods = Array(self.routes.keys)
            if self.routes[.get] != nil { methods.append(.head) }
            methods.append(.options)
            return methods.sorted { $0.rawValue < $1.rawValue }
        }
    }

    private let root: Node

    /// - Precondition: No two routes share method and address.
    package init(_ routes: [Route]) {
        let root = Draft()
        for route in routes {
            var draft = root
            for segment in RoutePattern(route.path).segments { draft = draft.child(segment) }
            precondition(draft.routes[route.method] == nil, "two routes are \(route.method) \(route.path)")
            draft.routes[route.method] = route
        }
        self.root = Node(root)
    }

    /// Any run of slashes at the start counts as one, and one at the end does not count.
    ///
    /// - Returns: Nil when nothing is served there.
    package func place(at path: Substring) -> Place? {
        var parts: [String] = []
        var rest = path.utf8.drop { $0 == UInt8(ascii: "/") }
        if rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        if !rest.isEmpty {
            for part in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                parts.append(PercentCoding.decode(Substring(part)))
            }
        }
        var parameters: [String: String] = [:]
        guard let node = Self.find(self.root, parts[...], &parameters) else { return nil }
        return Place(routes: node.routes, parameters: parameters)
    }

    private static func find(_ node: Node, _ parts: ArraySlice<String>, _ found: inout [String: String]) -> Node? {
        guard let part = parts.first else { return node.routes.isEmpty ? nil : node }
        if let next = node.literals[part], let end = self.find(next, parts.dropFirst(), &found) { return end }
        for (segment, next) in node.patterns {
            guard let values = segment.match(part), let end = self.find(next, parts.dropFirst(), &found) else {
                continue
            }
            for (name, value) in values { found[name] = value }
            return end
        }
        return nil
    }
}

extension RoutePattern.Segment {
    /// More for what matches less.
    fileprivate var weight: Int {
        switch self {
        case .literal: 1000
        case .parameter(let prefix, _, let suffix): (prefix.count + suffix.count) * 2
        case .dotted: 1
        }
    }
}

/// Percent signs in paths.
enum PercentCoding {
    /// Sequences that are no bytes stay as they are; bytes that are no UTF-8 are replaced.
    static func decode(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let pair = rest.prefix(2)
            if byte == UInt8(ascii: "%"), pair.count == 2, let value = UInt8(String(Substring(pair)), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
