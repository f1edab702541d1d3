import API
import Database
import Testing

@Suite struct HTTPDateTests {
    private let example = Timestamp(microseconds: 784_111_777_000_000)

    @Test(
        "A date is written in GMT and whole seconds",
        arguments: [
            (784_111_777_999_999, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1_000_000, "Wed, 31 Dec 1969 23:59:59 GMT"),
            (951_782_400_000_000, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_795_529_131_442_284, "Tue, 24 Nov 2026 14:05:31 GMT"),
        ])
    func text(_ microseconds: Int64, _ expected: String) {
        let text = HTTPDate.text(Timestamp(microseconds: microseconds))

        #expect(text == expected)
    }

    @Test(
        "All three forms of a date are understood",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        ])
    func parse(_ text: String) {
        let time = HTTPDate.parse(text)

        #expect(time == example)
    }

    @Test("Two digits below 70 are a year of this century")
    func shortYear() throws {
        let time = try #require(HTTPDate.parse("Tuesday, 24-Nov-26 14:05:31 GMT"))

        #expect(HTTPDate.text(time) == "Tue, 24 Nov 2026 14:05:31 GMT")
    }

    @Test("A century of days survives being written and read")
    func roundTrip() {
        for day in 0..<36_525 {
            let time = Timestamp(microseconds: (Int64(day) * 86_400 + Int64(day % 86_400)) * 1_000_000)

            let read = HTTPDate.parse(HTTPDate.text(time))

            #expect(read == time)
        }
    }

    @Test(
        "Anything else is no date",
        arguments: [
            "", "x", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, ٠٦ Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov -994 08:49:37 GMT", "1994-11-06T08:49:37", "Sun, 06-Nov-1994 08:49:37 GMT",
        ])
    func nonsense(_ text: String) {
        let time = HTTPDate.parse(text)

        #expect(time == nil)
    }
}
