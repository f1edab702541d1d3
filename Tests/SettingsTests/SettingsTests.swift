import Testing

@testable import Settings

/// The settings of an environment, with `/srv` as the working folder.
func reading(_ environment: [String: String] = [:], overrides: [String: String] = [:]) -> SettingsReading {
    SettingsReading(environment: environment, overrides: overrides, workingFolder: "/srv")
}

@Suite struct SettingsTests {
    @Test("Without any settings the server listens to its own machine and keeps all in one folder")
    func standard() throws {
        let settings = try reading().checked()

        #expect(settings.server.host == "127.0.0.1")
        #expect(settings.server.port == 5000)
        #expect(settings.server.eventsPort == nil)
        #expect(settings.storage.dataFolder == "/srv/data")
        #expect(settings.storage.previewFolder == "/srv/data/previews")
        #expect(settings.storage.database == .sqlite(path: "/srv/data/tsubame.sqlite"))
        #expect(settings.accounts.secret == .file(SecretFile(folder: "/srv/data")))
        #expect(settings.accounts.accessTokenLifetime == 604_800)
        #expect(settings.accounts.refreshTokenLifetime == 1_296_000)
        #expect(settings.accounts.minimumPasswordLength == 8)
        #expect(settings.frontend.isSelfHosted)
        #expect(settings.frontend.sentry == nil)
    }

    @Test("The command line goes before the environment, and an own name before a shared one")
    func precedence() {
        let environment = ["TSUBAME_PORT": "6000", "DEBUG_PORT": "7000"]

        #expect(reading(environment, overrides: ["TSUBAME_PORT": "8000"]).settings.server.port == 8000)
        #expect(reading(environment).settings.server.port == 6000)
        #expect(reading(["DEBUG_PORT": "7000"]).settings.server.port == 7000)
        #expect(reading(["TSUBAME_PORT": "", "DEBUG_PORT": "7000"]).settings.server.port == 7000)
    }

    @Test("The environment of another server of this API is understood")
    func shared() throws {
        let key = "reference-secret-0123456789abcdef0123456789"
        let settings = try reading([
            "SECRET_KEY": key, "THUMBNAIL_FOLDER": "/mnt/previews", "TMP_DIR": "scratch", "EVENT_STREAM_PORT": "5001",
            "EVENT_STREAM_HOST": "localhost", "MAX_CONTENT_LENGTH": "0", "IS_SELF_HOSTED": "no", "REMOVE_FILES": "True",
            "DEFAULT_LOCALE": "fr", "DEFAULT_TIMEZONE": "Asia/Tokyo", "USER_LIMIT": "12",
        ]).checked()

        #expect(settings.accounts.secret == .given(key))
        #expect(settings.storage.previewFolder == "/mnt/previews")
        #expect(settings.storage.temporaryFolder == "/srv/scratch")
        #expect(settings.server.eventsPort == 5001)
        #expect(settings.server.eventsHost == "localhost")
        #expect(settings.server.maximumUpload == nil)
        #expect(!settings.frontend.isSelfHosted)
        #expect(settings.storage.removesFiles)
        #expect(settings.frontend.defaultLocale == "fr")
        #expect(settings.frontend.defaultTimezone == "Asia/Tokyo")
        #expect(settings.accounts.userLimit == 12)
    }

    @Test("All faults are told at once, each with the name that was set, its value and what to do")
    func faults() {
        let reading = reading(["DEBUG_PORT": "99999", "IS_SELF_HOSTED": "perhaps", "TSUBAME_MAX_BODY": "12X"])

        #expect(
            reading.faults == [
                "DEBUG_PORT=99999 is not a number from 1 to 65535. Correct or unset it.",
                "TSUBAME_MAX_BODY=12X is not a number of bytes as 10485760, 512K, 10M or 2G. Correct or unset it.",
                "IS_SELF_HOSTED=perhaps is not true or false. Correct or unset it.",
            ])
        #expect(throws: SettingsFaults(lines: reading.faults)) { try reading.checked() }
    }

    @Test("A fault is one line, whatever the value holds")
    func oneLine() throws {
        let fault = try #require(
            reading(["TSUBAME_PORT": "1\n\u{1B}[31m" + String(repeating: "x", count: 500)]).faults.first)

        #expect(!fault.unicodeScalars.contains { $0.value < 32 })
        #expect(fault.count < 200)
    }

    @Test(
        "What cannot be done yet and would be counted on stops the start",
        arguments: [
            ("FS_BACKEND", "s3"), ("AUTH_STRATEGY", "auth_remote_ldap"), ("SAML_ENABLED", "True"),
            ("OIDC_ENABLED", "1"),
        ])
    func refusals(_ name: String, _ value: String) throws {
        let faults = reading([name: value]).faults

        #expect(faults.count == 1)
        #expect(try #require(faults.first).hasPrefix("\(name)=\(value) is not there yet. Unset it: "))
        #expect(reading([name: "false"]).faults.isEmpty)
    }

    @Test("Misspelt names and settings without effect are told, and stop nothing")
    func warnings() {
        let reading = reading(["TSUBAME_PROT": "1", "LDAP_HOST": "directory", "KV_HOST": "redis", "HOME": "/root"])

        #expect(reading.faults.isEmpty)
        #expect(
            reading.warnings == [
                "LDAP_HOST is set, and nothing reads it yet.", "TSUBAME_PROT is not the name of a setting.",
            ])
    }

    @Test("Mails go where they are told, as safely as they are told, or nowhere")
    func mail() {
        let settings = reading([
            "MAIL_SERVER": "mail.example.com", "MAIL_PORT": "587", "MAIL_USE_TLS": "true", "MAIL_USERNAME": "kitsu",
            "MAIL_PASSWORD": "secret", "DOMAIN_NAME": "Studio.example.com:8443", "DOMAIN_PROTOCOL": "https",
        ]).settings.mail

        #expect(settings.server?.host == "mail.example.com")
        #expect(settings.server?.port == 587)
        #expect(settings.server?.security == .startTLS)
        #expect(settings.server?.password == "secret")
        #expect(settings.site == "https://studio.example.com:8443")
        #expect(settings.siteHost == "studio.example.com")
        #expect(reading(["MAIL_ENABLED": "false"]).settings.mail.server == nil)
        #expect(reading(["DOMAIN_NAME": "https://studio.example.com"]).faults.count == 1)
        #expect(reading(["MAIL_DEFAULT_SENDER": "nobody"]).faults.count == 1)
    }

    @Test("Those who need no second factor are told apart by commas, whatever the case")
    func exempt() {
        let accounts = reading(["ENFORCE_2FA": "yes", "2FA_EXEMPT_USERS": "Ada@Example.com, bob@example.com,"]).settings
            .accounts

        #expect(accounts.enforcesFactor)
        #expect(accounts.factorExempt == ["ada@example.com", "bob@example.com"])
    }

    @Test("Browsers that shall report their errors need an address to report to")
    func sentry() {
        let enabled = [
            "SENTRY_KITSU_ENABLED": "true", "SENTRY_KITSU_DSN": "https://sentry.test/1", "SENTRY_KITSU_SR": "0.5",
        ]

        #expect(reading(enabled).settings.frontend.sentry == .init(dsn: "https://sentry.test/1", sampleRate: 0.5))
        #expect(
            reading(["SENTRY_KITSU_ENABLED": "true"]).faults
                == ["SENTRY_KITSU_ENABLED=true has nowhere to report to. Set SENTRY_KITSU_DSN."])
    }

    @Test("Names are declared once")
    func names() {
        let rows = reading().rows
        let names = rows.flatMap { [$0.name] + $0.otherNames }

        #expect(Set(names).count == names.count)
        #expect(rows.allSatisfy { !$0.meaning.isEmpty && $0.meaning.hasSuffix(".") })
    }
}

@Suite struct SettingKindTests {
    @Test(
        "Numbers of bytes may have a unit",
        arguments: [
            ("1", 1), ("512K", 524_288), ("10m", 10_485_760), ("2G", 2_147_483_648), ("", nil), ("K", nil),
            ("1.5G", nil),
            ("-1", nil), ("9999999999T", nil),
        ] as [(String, Int?)])
    func bytes(_ text: String, _ bytes: Int?) {
        #expect(SettingKind.bytes(in: 0...(.max)).parse(text) == bytes)
    }

    @Test(
        "Times may have a unit",
        arguments: [
            ("90", 90), ("90s", 90), ("15m", 900), ("12h", 43_200), ("7d", 604_800), ("d", nil), ("0", nil),
            ("31d", nil),
            ("1w", nil), ("99999999999999d", nil),
        ] as [(String, Int?)])
    func seconds(_ text: String, _ seconds: Int?) {
        #expect(SettingKind.seconds(in: 1...30 * 86_400).parse(text) == seconds)
    }

    @Test(
        "Times are shown in their largest whole unit",
        arguments: [(604_800, "7d"), (3600, "1h"), (90, "90s"), (0, "0s")])
    func shownSeconds(_ seconds: Int, _ text: String) {
        #expect(SettingKind.seconds(in: 0...1_000_000).text(seconds) == text)
    }

    @Test("Words for yes and no are those of the reference, and nothing else is either")
    func flags() {
        #expect(["y", "yes", "T", "True", "on", "1"].allSatisfy { SettingKind.flag.parse($0) == true })
        #expect(["n", "no", "F", "False", "off", "0"].allSatisfy { SettingKind.flag.parse($0) == false })
        #expect(["", "2", "oui", " true"].allSatisfy { SettingKind.flag.parse($0) == nil })
    }

    @Test("Hosts, locales and time zones have their letters only")
    func names() {
        #expect(SettingKind.host.parse("fe80::1%eth0") == "fe80::1%eth0")
        #expect(SettingKind.host.parse("http://x") == nil)
        #expect(SettingKind.locale.parse("zh_Hant_TW") == "zh_Hant_TW")
        #expect(SettingKind.locale.parse("en-US") == nil)
        #expect(SettingKind.timezone.parse("Etc/GMT+5") == "Etc/GMT+5")
        #expect(SettingKind.timezone.parse("Paris; rm") == nil)
        #expect(SettingKind.fraction().parse("nan") == nil)
    }
}
