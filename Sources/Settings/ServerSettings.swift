/// Where the server listens and how much it takes on.
package struct ServerSettings: Sendable {
    /// 127.0.0.1 unless told otherwise: without a proxy in front of it passwords would cross the network in the clear.
    package let host: String
    package let port: Int
    /// Where events are offered besides the API's port; nil for nowhere.
    package let eventsPort: Int?
    package let eventsHost: String
    /// Bytes; nil for no limit.
    package let maximumUpload: Int?
    /// Bytes of a JSON or form body.
    package let maximumBody: Int
    /// Seconds without a byte before a connection is closed.
    package let idleTimeout: Int
    /// Seconds that answers may take to finish when the server stops.
    package let shutdownTimeout: Int
    /// Rows of a page when a request does not say how many.
    package let rowsPerPage: Int
    /// Seconds that browsers may keep previews and thumbnails.
    package let cacheMaximumAge: Int
    /// One of swift-log's names.
    package let logLevel: String
    /// Addresses of proxies that say where requests come from.
    package let trustedProxies: [String]
    package let isDevelopment: Bool

    init(_ reader: inout SettingsReader) {
        reader.section = "Server"
        self.host = reader.read(
            "TSUBAME_HOST", also: ["DEBUG_HOST"],
            "Address to listen on. 0.0.0.0 for all of the machine's; put a proxy with TLS in front of it then.", .host,
            default: "127.0.0.1")
        self.port = reader.read(
            "TSUBAME_PORT", also: ["DEBUG_PORT"], "Port of the API; events are offered there too.", .port, default: 5000
        )
        self.eventsPort = reader.read(
            "TSUBAME_EVENTS_PORT", also: ["EVENT_STREAM_PORT"],
            "A second port for events, for proxies that expect one (5001 in Kitsu's).", .port, unset: "none")
        self.eventsHost = reader.read(
            "TSUBAME_EVENTS_HOST", also: ["EVENT_STREAM_HOST"], "Address of that second port.", .host,
            default: self.host)
        let upload = reader.read(
            "TSUBAME_MAX_UPLOAD", also: ["MAX_CONTENT_LENGTH"], "Bytes of an upload at most; 0 for no limit.",
            .bytes(in: 0...(.max)), default: 10 << 30)
        self.maximumUpload = upload == 0 ? nil : upload
        self.maximumBody = reader.read(
            "TSUBAME_MAX_BODY", "Bytes of a JSON or form body at most.", .bytes(in: 1024...1 << 30), default: 16 << 20)
        self.idleTimeout = reader.read(
            "TSUBAME_IDLE_TIMEOUT", "Time without a byte before a connection is closed.", .seconds(in: 1...86_400),
            default: 60)
        self.shutdownTimeout = reader.read(
            "TSUBAME_SHUTDOWN_TIMEOUT", "Time that answers have to finish when the server stops.",
            .seconds(in: 0...3600), default: 30)
        self.rowsPerPage = reader.read(
            "NB_RECORDS_PER_PAGE", "Rows of a page when a request does not say.", .number(in: 1...100_000), default: 100
        )
        self.cacheMaximumAge = reader.read(
            "CLIENT_CACHE_MAX_AGE", "How long browsers may keep previews and thumbnails.",
            .seconds(in: 0...31_536_000), default: 604_800)
        let proxies = reader.read(
            "TSUBAME_TRUSTED_PROXIES",
            "Addresses of proxies, with commas between, whose X-Forwarded-For or X-Real-IP tells where requests come from.",
            .text, default: "")
        self.trustedProxies = proxies.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
        self.logLevel = reader.read(
            "TSUBAME_LOG_LEVEL", "What is logged, from most to least.",
            .choice("trace", "debug", "info", "notice", "warning", "error", "critical"), default: "info")
        self.isDevelopment = reader.read(
            "DEBUG", "Development: weak secrets are accepted. Never on a server that others reach.", .flag,
            default: false)
    }
}
