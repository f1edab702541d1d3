import FoundationEssentials
import Testing

@testable import Studio

@Suite struct MentionsTests {
    private static let ann = UUID()
    private static let anna = UUID()
    private static let names = [(name: "Ann Lee", id: Self.ann), (name: "Ann Leeson", id: Self.anna)]

    @Test(
        "The longer of two names counts",
        arguments: [
            ("@Ann Lee", [ann]), ("@Ann Leeson, please", [anna]), ("hi @Ann Lee!", [ann]), ("@Ann Leest", []),
            ("@Ann", []), ("Ann Lee", []), ("@Ann Leeson and @Ann Lee and @Ann Lee", [anna, ann]), ("@", []),
            ("@@Ann Lee", [ann]),
        ])
    func find(_ text: String, _ expected: [UUID]) {
        #expect(Mentions.find(in: text, among: Self.names) == expected)
    }
}
