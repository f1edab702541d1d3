/// What a studio may set.
package struct SocketConfiguration: Sendable {
    package var limits = SocketLimits()
    /// The namespaces that may be joined; true for those that ask who is there.
    package var namespaces = ["/": false, "/events": true]
    /// Where browsers may come from besides the server's own pages: `https://kitsu.example.com`. They are told so in
    /// CORS headers, and other origins are refused. Empty, as the reference has it, checks nothing and sends no such
    /// header: then a browser keeps the answers from foreign pages.
    package var origins: Set<String> = []
    package var cookie = "access_token_cookie"

    package init() {}
}
