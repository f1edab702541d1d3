/// A string that equals another only if its bytes do. Swift's own equality takes "é" for "e" followed by an accent; JSON and file names do not.
struct ExactString: Hashable {
    let string: String

    init(_ string: String) {
        self.string = string
    }

    static func == (left: ExactString, right: ExactString) -> Bool {
        // The first comparison is quick and refuses nearly all.
        left.string == right.string && left.string.utf8.elementsEqual(right.string.utf8)
    }

    /// Strings of the same bytes are equal to Swift too, so that its hash serves.
    func hash(into hasher: inout Hasher) {
        hasher.combine(string)
    }
}
