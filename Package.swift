// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

extension Target.Dependency {
    static let nioCore = Self.product(name: "NIOCore", package: "swift-nio")
    static let nioPosix = Self.product(name: "NIOPosix", package: "swift-nio")
    static let nioHTTP1 = Self.product(name: "NIOHTTP1", package: "swift-nio")
    static let nioWebSocket = Self.product(name: "NIOWebSocket", package: "swift-nio")
    static let nioEmbedded = Self.product(name: "NIOEmbedded", package: "swift-nio")
    static let httpTypes = Self.product(name: "HTTPTypes", package: "swift-http-types")
    static let logging = Self.product(name: "Logging", package: "swift-log")
    static let crypto = Self.product(name: "Crypto", package: "swift-crypto")
    static let argumentParser = Self.product(name: "ArgumentParser", package: "swift-argument-parser")
    static let signals = Self.product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let lifecycle = Self.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let hummingbird = Self.product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = Self.product(name: "HummingbirdCore", package: "hummingbird")
}

func library(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "tsubame",
    products: [.executable(name: "tsubame", targets: ["tsubame"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: []),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        // C libraries
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
        .target(name: "CVips"),
        .target(name: "CCurl"),
        // The server's pages within its binary. SwiftPM's own embedding compiles one array literal of bytes: 15 seconds.
        .target(name: "CPages"),

        // The kernel: knows nothing of studios
        library("JSONBytes", [.nioCore]),
        library("Database", ["JSONBytes", .nioCore]),
        library("DatabaseSQLite", ["Database", "JSONBytes", "CSQLite"]),
        library("DatabasePostgres", ["Database", "JSONBytes", "CPostgres"]),
        library(
            "API",
            [
                "Database", "JSONBytes", "Credentials", "Stores", "Media", "Settings", .nioCore, .httpTypes, .logging,
            ]),
        library("SocketIO", ["JSONBytes", .nioCore, .nioHTTP1, .nioWebSocket, .logging]),
        library("Stores"),
        library("Media", ["CVips", "Stores"]),
        library("Mail", ["CCurl"]),
        library("Credentials", ["JSONBytes", "CCrypt", .crypto]),
        library("Settings", ["Credentials"]),

        // The house
        library("Studio", ["API", "Database", "JSONBytes", "Stores", "Media", "Credentials", "Settings"]),
        library(
            "Server",
            [
                "Studio", "API", "Database", "DatabaseSQLite", "DatabasePostgres", "JSONBytes", "SocketIO", "Stores",
                "Media", "Mail", "Credentials", "Settings", "CPages", .hummingbird, .hummingbirdCore, .nioCore,
                .nioPosix,
                .nioHTTP1, .httpTypes, .logging, .lifecycle, .signals,
            ], exclude: ["Pages/docs.html"]),
        .executableTarget(
            name: "tsubame",
            dependencies: ["Server", "Settings", "Studio", .argumentParser, .logging], swiftSettings: strict),

        // Tests
        library(
            "StudioTesting",
            [
                "Studio", "API", "Database", "DatabaseSQLite", "DatabasePostgres", "JSONBytes", "Credentials", "Stores",
                "Media", "Settings", .nioCore, .httpTypes, .logging,
            ]),
        tests("JSONBytesTests", ["JSONBytes", .nioCore]),
        tests(
            "DatabaseTests", ["Database", "DatabaseSQLite", "DatabasePostgres", "JSONBytes", "StudioTesting", .nioCore]),
        tests(
            "APITests",
            [
                "API", "Database", "JSONBytes", "Credentials", "Stores", "Settings", "StudioTesting", .nioCore,
                .httpTypes, .logging,
            ]),
        tests(
            "SocketIOTests",
            ["SocketIO", "JSONBytes", .nioCore, .nioPosix, .nioHTTP1, .nioWebSocket, .nioEmbedded, .logging]),
        tests("StoresTests", ["Stores"]),
        tests("MediaTests", ["Media"], resources: [.copy("Fixtures")]),
        tests("MailTests", ["Mail"]),
        tests("CredentialsTests", ["Credentials", "JSONBytes", .crypto]),
        tests("SettingsTests", ["Settings"]),
        tests(
            "StudioTests",
            [
                "StudioTesting", "Studio", "API", "Database", "DatabaseSQLite", "JSONBytes", "Credentials", "Stores",
                "Media", .nioCore, .httpTypes,
            ], resources: [.copy("Facts")]),
        tests(
            "ServerTests",
            [
                "Server", "Studio", "StudioTesting", "API", "Database", "DatabaseSQLite", "JSONBytes", "Settings",
                "SocketIO",
                .hummingbird,
                .hummingbirdCore, .nioCore, .nioPosix, .nioHTTP1, .httpTypes, .lifecycle, .logging,
            ]),
    ]
)
