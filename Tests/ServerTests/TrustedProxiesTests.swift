import HTTPTypes
import Testing

@testable import Server

@Suite struct TrustedProxiesTests {
    private let proxies = TrustedProxies(["127.0.0.1", "10.0.0.1"])

    private func headers(_ fields: (String, String)...) throws -> HTTPFields {
        var headers = HTTPFields()
        for (name, value) in fields { headers.append(HTTPField(name: try #require(.init(name)), value: value)) }
        return headers
    }

    @Test("Nobody's word counts but a trusted proxy's")
    func stranger() throws {
        let headers = try self.headers(("X-Forwarded-For", "1.2.3.4"), ("X-Real-IP", "1.2.3.4"))

        #expect(self.proxies.origin(of: headers, from: "5.6.7.8") == "5.6.7.8")
        #expect(TrustedProxies([]).origin(of: headers, from: "127.0.0.1") == "127.0.0.1")
        #expect(self.proxies.origin(of: headers, from: nil) == nil)
    }

    @Test("Of a chain the last address counts that is no proxy: those before may be anybody's invention")
    func chain() throws {
        let one = try self.headers(("X-Forwarded-For", "9.9.9.9, 1.2.3.4, 10.0.0.1"))
        let two = try self.headers(("X-Forwarded-For", "9.9.9.9"), ("X-Forwarded-For", "1.2.3.4"))

        #expect(self.proxies.origin(of: one, from: "127.0.0.1") == "1.2.3.4")
        #expect(self.proxies.origin(of: two, from: "::ffff:127.0.0.1") == "1.2.3.4")
    }

    @Test("The real address is taken where there is no chain, and nonsense nowhere")
    func realAddress() throws {
        let real = try self.headers(("X-Real-IP", "2001:db8::1"))
        let nonsense = try self.headers(("X-Forwarded-For", "<script>"), ("X-Real-IP", "unknown"))

        #expect(self.proxies.origin(of: real, from: "127.0.0.1") == "2001:db8::1")
        #expect(self.proxies.origin(of: nonsense, from: "127.0.0.1") == "127.0.0.1")
    }
}
