import API
import Database
import HTTPTypes
import Testing

@Suite struct FilePlanTests {
    private let facts = FileFacts(
        size: 328, modified: Timestamp(microseconds: 784_111_777_500_000), contentType: "image/png")

    private func plan(_ headers: HTTPFields = [:], size: Int = 328, method: HTTPRequest.Method = .get) -> FilePlan {
        var facts = self.facts
        facts.size = size
        return FilePlan(facts, method: method, request: headers)
    }

    private func disposition(_ disposition: FileFacts.Disposition, type: String = "image/png") -> String? {
        var facts = self.facts
        facts.contentType = type
        facts.disposition = disposition
        return FilePlan(facts, request: [:]).headers[.contentDisposition]
    }

    @Test("A whole file says what it is and how to ask for it again")
    func whole() {
        let plan = self.plan()

        #expect(plan.status == .ok)
        #expect(plan.range == 0..<328)
        #expect(
            plan.headers == [
                .eTag: facts.tag, .lastModified: "Sun, 06 Nov 1994 08:49:37 GMT", .cacheControl: "private, no-cache",
                .acceptRanges: "bytes", .contentType: "image/png", .contentLength: "328",
                .xContentTypeOptions: "nosniff",
            ])
    }

    @Test(
        "A range is answered with its bytes",
        arguments: [
            ("bytes=0-9", 0..<10), ("bytes=5-", 5..<328), ("bytes=-5", 323..<328), ("bytes=0-0", 0..<1),
            ("bytes=327-327", 327..<328), ("bytes=0-99999999999999999999", 0..<328), ("bytes=-99999", 0..<328),
            ("Bytes = 0-9".replacing(" ", with: ""), 0..<10), ("bytes= 1 - 2", 1..<3),
        ])
    func range(_ header: String, _ expected: Range<Int>) {
        let plan = self.plan([.range: header])

        #expect(plan.status == .partialContent)
        #expect(plan.range == expected)
        #expect(plan.headers[.contentLength] == String(expected.count))
        #expect(plan.headers[.contentRange] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/328")
        #expect(plan.headers[.contentType] == "image/png")
    }

    @Test(
        "A range that is malformed, in another unit or one of several is answered with the whole file",
        arguments: [
            "bytes=5-1", "items=0-1", "bytes=0-1,4-5", "bytes=", "bytes=-", "bytes", "bytes=a-b", "bytes=+1-2",
            "bytes=0-1-2", "bytes=--1", "bytes=٠-١",
        ])
    func ignoredRange(_ header: String) {
        let plan = self.plan([.range: header])

        #expect(plan.status == .ok)
        #expect(plan.range == 0..<328)
        #expect(plan.headers[.contentRange] == nil)
    }

    @Test(
        "A range outside of the file is refused with the file's size",
        arguments: [("bytes=328-", 328), ("bytes=999-9999", 328), ("bytes=-0", 328), ("bytes=0-", 0), ("bytes=-5", 0)])
    func unsatisfiable(_ header: String, _ size: Int) {
        let plan = self.plan([.range: header], size: size)

        #expect(plan.status == .rangeNotSatisfiable)
        #expect(plan.range == nil)
        #expect(plan.headers[.contentRange] == "bytes */\(size)")
        #expect(plan.headers[.contentLength] == "0")
    }

    @Test("An empty file is an answer without bytes")
    func empty() {
        let plan = self.plan(size: 0)

        #expect(plan.status == .ok)
        #expect(plan.range == 0..<0)
        #expect(plan.headers[.contentLength] == "0")
    }

    @Test(
        "What the client has already is not sent again",
        arguments: [
            [HTTPField(name: .ifNoneMatch, value: "TAG")],
            [HTTPField(name: .ifNoneMatch, value: "W/TAG")],
            [HTTPField(name: .ifNoneMatch, value: "\"other\" , TAG")],
            [HTTPField(name: .ifNoneMatch, value: "*")],
            [HTTPField(name: .ifModifiedSince, value: "Sun, 06 Nov 1994 08:49:37 GMT")],
            [HTTPField(name: .ifModifiedSince, value: "Sunday, 06-Nov-94 08:49:38 GMT")],
            [HTTPField(name: .ifNoneMatch, value: "TAG"), HTTPField(name: .range, value: "bytes=0-1")],
        ])
    func unchanged(_ fields: [HTTPField]) {
        let plan = self.plan(HTTPFields(fields.map(self.withTag)))

        #expect(plan.status == .notModified)
        #expect(plan.range == nil)
        #expect(plan.headers[.eTag] == facts.tag)
        #expect(plan.headers[.cacheControl] == "private, no-cache")
        #expect(plan.headers[.contentLength] == nil)
        #expect(plan.headers[.contentType] == nil)
    }

    @Test(
        "What has changed is sent, and a tag outweighs a date",
        arguments: [
            [HTTPField(name: .ifNoneMatch, value: "\"other\"")],
            [HTTPField(name: .ifModifiedSince, value: "Sun, 06 Nov 1994 08:49:36 GMT")],
            [HTTPField(name: .ifModifiedSince, value: "yesterday")],
            [
                HTTPField(name: .ifNoneMatch, value: "\"other\""),
                HTTPField(name: .ifModifiedSince, value: "Sun, 06 Nov 1994 08:49:37 GMT"),
            ],
        ])
    func changed(_ fields: [HTTPField]) {
        let plan = self.plan(HTTPFields(fields))

        #expect(plan.status == .ok)
        #expect(plan.range == 0..<328)
    }

    @Test(
        "A range under a condition is a range of the very same file, or the whole of the new one",
        arguments: [
            ("TAG", true), ("Sun, 06 Nov 1994 08:49:37 GMT", true), ("W/TAG", false), ("\"other\"", false),
            ("Sun, 06 Nov 1994 08:49:38 GMT", false), ("", false),
        ])
    func ifRange(_ condition: String, _ holds: Bool) {
        let condition = self.withTag(HTTPField(name: .ifRange, value: condition))

        let plan = self.plan([.range: "bytes=0-3", .ifRange: condition.value])

        #expect(plan.status == (holds ? .partialContent : .ok))
        #expect(plan.range == (holds ? 0..<4 : 0..<328))
    }

    @Test("HEAD has the headers of the whole file and sends nothing")
    func head() {
        let plan = self.plan([.range: "bytes=0-3"], method: .head)

        #expect(plan.status == .ok)
        #expect(plan.range == nil)
        #expect(plan.headers == self.plan().headers)
    }

    @Test("The tag changes with the time and with the size")
    func tag() {
        var later = facts
        later.modified = Timestamp(microseconds: facts.modified.microseconds + 1)
        var larger = facts
        larger.size += 1

        #expect(Set([facts.tag, later.tag, larger.tag]).count == 3)
    }

    @Test("A private file is never kept by anything in between")
    func cache() {
        var facts = self.facts
        facts.freshness = 604_800
        let mine = FilePlan(facts, request: [:]).headers[.cacheControl]
        facts.isPrivate = false
        let everyones = FilePlan(facts, request: [:]).headers[.cacheControl]

        #expect(mine == "private, max-age=604800")
        #expect(everyones == "public, max-age=604800")
    }

    @Test(
        "A name for saving is written for old and new browsers, and cannot leave its quotes",
        arguments: [
            ("a.png", #"attachment; filename="a.png""#),
            ("é t.png", #"attachment; filename="_ t.png"; filename*=UTF-8''%C3%A9%20t.png"#),
            (#"a"b.png"#, #"attachment; filename="a_b.png"; filename*=UTF-8''a%22b.png"#),
            ("100%.png", #"attachment; filename="100_.png"; filename*=UTF-8''100%25.png"#),
            ("a\r\nSet-Cookie: x.png", #"attachment; filename="aSet-Cookie: x.png""#),
            ("../../etc/passwd", #"attachment; filename="passwd""#),
            ("", #"attachment; filename="file""#),
        ])
    func names(_ name: String, _ expected: String) {
        let text = self.disposition(.download(name))

        #expect(text == expected)
    }

    @Test(
        "What a browser could run leaves as an attachment, however it is asked for",
        arguments: [
            "text/html", "TEXT/HTML; charset=utf-7", "image/svg+xml", "application/xml", "text/xml",
            "text/javascript", "application/xhtml+xml", "application/octet-stream", "nonsense", "text/ht\r\nml", "",
            "application/x-shockwave-flash", "multipart/related", "text/css",
        ])
    func runnable(_ type: String) {
        #expect(self.disposition(.named("a.x"), type: type) == #"attachment; filename="a.x""#)
        #expect(self.disposition(.shown, type: type) == "attachment")
    }

    @Test(
        "What a browser only shows may be shown",
        arguments: ["image/png", "image/jpeg", "video/mp4", "audio/mpeg", "application/pdf", "text/plain"])
    func harmless(_ type: String) {
        #expect(self.disposition(.named("a.x"), type: type) == #"inline; filename="a.x""#)
        #expect(self.disposition(.shown, type: type) == nil)
    }

    @Test(
        "The type is clean: text is UTF-8, and what is no type is unknown",
        arguments: [
            ("text/plain; charset=latin-1", "text/plain; charset=utf-8"), ("Image/PNG", "image/png"),
            ("a\nb/c", "application/octet-stream"), ("image", "application/octet-stream"),
            ("image/", "application/octet-stream"),
        ])
    func types(_ type: String, _ expected: String) {
        var facts = self.facts
        facts.contentType = type

        let plan = FilePlan(facts, request: [:])

        #expect(plan.headers[.contentType] == expected)
    }

    @Test(
        "A file's type follows from its name",
        arguments: [
            ("a.png", "image/png"), ("a.b.JPG", "image/jpeg"), ("a.mov", "video/quicktime"), ("a.csv", "text/csv"),
            ("noext", "application/octet-stream"), (".png", "application/octet-stream"),
            ("a.", "application/octet-stream"), ("a.weird", "application/octet-stream"),
        ])
    func extensions(_ name: String, _ expected: String) {
        let type = MediaType.of(filename: name)

        #expect(type == expected)
    }

    private func withTag(_ field: HTTPField) -> HTTPField {
        HTTPField(name: field.name, value: field.value.replacing("TAG", with: self.facts.tag))
    }
}
