/// What `GET /config` tells clients.
package struct FrontendSettings: Sendable {
    package let isSelfHosted: Bool
    package let crispToken: String
    /// Given to new people.
    package let defaultLocale: String
    /// Given to new people; a name of the time zone database.
    package let defaultTimezone: String
    /// Where browsers report their errors; nil for nowhere.
    package let sentry: Sentry?

    package struct Sentry: Hashable, Sendable {
        package let dsn: String
        /// The share of errors that is reported, from 0 to 1.
        package let sampleRate: Double
    }

    init(_ reader: inout SettingsReader) {
        reader.section = "Clients"
        self.isSelfHosted = reader.read(
            "IS_SELF_HOSTED", "Whether clients show what is for studios with a server of their own.", .flag,
            default: true)
        self.crispToken = reader.read(
            "CRISP_TOKEN", "Token of a support chat that clients open.", .text, default: "")
        self.defaultLocale = reader.read("DEFAULT_LOCALE", "Locale of new people.", .locale, default: "en_US")
        self.defaultTimezone = reader.read(
            "DEFAULT_TIMEZONE", "Time zone of new people.", .timezone, default: "Europe/Paris")
        let isEnabled = reader.read(
            "SENTRY_KITSU_ENABLED", "Whether browsers report their errors to a Sentry server.", .flag, default: false)
        let dsn = reader.read("SENTRY_KITSU_DSN", "Where to report them.", .text, default: "")
        let rate = reader.read("SENTRY_KITSU_SR", "The share of errors that is reported.", .fraction(), default: 0.1)
        self.sentry = isEnabled ? Sentry(dsn: dsn, sampleRate: rate) : nil
        if isEnabled, dsn.isEmpty {
            reader.fault(
                "SENTRY_KITSU_ENABLED", "true", "has nowhere to report to", "Set SENTRY_KITSU_DSN.", isSecret: false)
        }
    }
}
