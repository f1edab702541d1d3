import Database
import HTTPTypes

/// How a request for a file is answered: pure, from its facts and the request's headers.
package struct FilePlan: Sendable, Equatable {
    /// 200, 206, 304 or 416.
    package let status: HTTPResponse.Status
    package let headers: HTTPFields
    /// The bytes to send; nil for none. An answer to HEAD has the same headers and none of them.
    package let range: Range<Int>?

    package init(_ facts: FileFacts, method: HTTPRequest.Method = .get, request: HTTPFields) {
        if Self.isUnchanged(facts, request) {
            self.init(status: .notModified, headers: Self.validators(facts), range: nil)
            return
        }
        let header = method == .get && Self.rangeHolds(facts, request) ? request[.range] : nil
        var headers = Self.validators(facts)
        headers[.acceptRanges] = "bytes"
        switch ByteRange(header, size: facts.size) {
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(facts.size)"
            headers[.contentLength] = "0"
            self.init(status: .rangeNotSatisfiable, headers: headers, range: nil)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(facts.size)"
            Self.describe(facts, length: range.count, in: &headers)
            self.init(status: .partialContent, headers: headers, range: range)
        case .whole:
            Self.describe(facts, length: facts.size, in: &headers)
            self.init(status: .ok, headers: headers, range: method == .head ? nil : 0..<facts.size)
        }
    }

    private init(status: HTTPResponse.Status, headers: HTTPFields, range: Range<Int>?) {
        self.status = status
        self.headers = headers
        self.range = range
    }

    private static func isUnchanged(_ facts: FileFacts, _ request: HTTPFields) -> Bool {
        if let tags = request[.ifNoneMatch] {
            return tags.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" }).contains { tag in
                tag == "*" || tag == facts.tag || tag == "W/" + facts.tag
            }
        }
        guard let since = request[.ifModifiedSince].flatMap(HTTPDate.parse) else { return false }
        return facts.modified.seconds <= since.seconds
    }

    /// A range asked for under a condition holds only for the very same file.
    private static func rangeHolds(_ facts: FileFacts, _ request: HTTPFields) -> Bool {
        guard let condition = request[.ifRange] else { return true }
        return condition == facts.tag || HTTPDate.parse(condition)?.seconds == facts.modified.seconds
    }

    private static func validators(_ facts: FileFacts) -> HTTPFields {
        let reach = facts.isPrivate ? "private" : "public"
        return [
            .eTag: facts.tag,
            .lastModified: HTTPDate.text(facts.modified),
            .cacheControl: facts.freshness > 0 ? "\(reach), max-age=\(facts.freshness)" : "\(reach), no-cache",
        ]
    }

    private static func describe(_ facts: FileFacts, length: Int, in headers: inout HTTPFields) {
        let type = Self.cleanType(facts.contentType)
        headers[.contentType] = type.hasPrefix("text/") ? "\(type); charset=utf-8" : type
        headers[.contentLength] = String(length)
        headers[.xContentTypeOptions] = "nosniff"
        let isHarmless = MediaType.isHarmless(type)
        switch facts.disposition {
        case .shown:
            if !isHarmless { headers[.contentDisposition] = "attachment" }
        case .named(let name):
            headers[.contentDisposition] = ContentDisposition.text(isAttachment: !isHarmless, filename: name)
        case .download(let name):
            headers[.contentDisposition] = ContentDisposition.text(isAttachment: true, filename: name)
        }
    }

    /// In lower case and without parameters; what is no media type is ``MediaType/unknown``.
    private static func cleanType(_ type: String) -> String {
        let type = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        let parts = type.split(separator: "/", omittingEmptySubsequences: false)
        let isType = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.isTypeByte) }
        return isType ? type : MediaType.unknown
    }

    private static func isTypeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$&-^_.+".utf8.contains(byte)
        }
    }
}
