// swift-tools-version:6.2
import PackageDescription

/// Settings every target shares. `-cross-module-optimization` makes `public` calls between rooms
/// as cheap as calls inside one (docs/ARCHITECTURE.md, "Package settings").
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// The arithmetic room is optimised in debug builds too, so that tests which train a model end in
/// seconds; in release it may use the AVX2 and FMA instructions every x86-64 server has since 2013.
#if arch(x86_64)
    let arithmetic: [SwiftSetting] = [
        .unsafeFlags(["-O"], .when(configuration: .debug)),
        .unsafeFlags(
            ["-Ounchecked", "-Xcc", "-march=x86-64-v3"], .when(configuration: .release)),
    ]
#else
    let arithmetic: [SwiftSetting] = [
        .unsafeFlags(["-O"], .when(configuration: .debug)),
        .unsafeFlags(["-Ounchecked"], .when(configuration: .release)),
    ]
#endif

func room(_ name: String, _ dependencies: [Target.Dependency], extra: [SwiftSetting] = [])
    -> Target
{
    .target(name: name, dependencies: dependencies, swiftSettings: house + extra)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [])
    -> Target
{
    .testTarget(
        name: name, dependencies: dependencies + ["TestKit"], resources: resources,
        swiftSettings: house)
}

let hummingbird: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "HummingbirdTLS", package: "hummingbird"),
    .product(name: "AsyncHTTPClient", package: "async-http-client"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOWebSocket", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
    .product(name: "NIOFoundationCompat", package: "swift-nio"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    .product(name: "UnixSignals", package: "swift-service-lifecycle"),
    .product(name: "Metrics", package: "swift-metrics"),
    .product(name: "Logging", package: "swift-log"),
]

let package = Package(
    name: "martlet",
    products: [.executable(name: "martlet", targets: ["CLI"])],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        room("Vocabulary", []),
        room("Text", ["Vocabulary"], extra: arithmetic),
        room("Learning", ["CBLAS"], extra: arithmetic),
        room(
            "TrainingData", ["Vocabulary", "Text", .product(name: "Yams", package: "Yams")]),
        room("NLU", ["Vocabulary", "Text", "TrainingData", "Learning"]),
        room("Dialogue", ["Vocabulary", "Text", "TrainingData", "Learning"]),
        room("Storage", ["Vocabulary", .product(name: "GRDB", package: "GRDB.swift")]),
        room(
            "KnowledgeBase",
            [
                "Vocabulary", "Text", "Learning", "CLibXML2",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        room("Channels", ["Vocabulary", .product(name: "Crypto", package: "swift-crypto")]),
        room(
            "Assistant",
            [
                "Vocabulary", "Text", "TrainingData", "Learning", "NLU", "Dialogue",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        room(
            "Accounts",
            [
                "Vocabulary", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ]),
        room(
            "Server",
            [
                "Vocabulary", "Text", "TrainingData", "Learning", "NLU", "Dialogue", "Assistant",
                "Accounts", "Channels", "Storage", "KnowledgeBase",
            ] + hummingbird),
        .executableTarget(
            name: "CLI",
            dependencies: [
                "Vocabulary", "Text", "TrainingData", "Learning", "NLU", "Dialogue", "Assistant",
                "Accounts", "Channels", "Storage", "KnowledgeBase", "Server",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house),
        .target(
            name: "TestKit", dependencies: ["Vocabulary"], path: "Tests/TestKit",
            swiftSettings: house),
        tests("TidyTests", []),
        tests("VocabularyTests", ["Vocabulary"]),
        tests("TextTests", ["Vocabulary", "Text"]),
        tests("LearningTests", ["Learning"]),
        tests("TrainingDataTests", ["Vocabulary", "Text", "TrainingData"]),
        tests("NLUTests", ["Vocabulary", "Text", "TrainingData", "Learning", "NLU"]),
        tests("DialogueTests", ["Vocabulary", "Text", "TrainingData", "Learning", "Dialogue"]),
        tests(
            "StorageTests",
            ["Vocabulary", "Storage", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("ChannelsTests", ["Vocabulary", "Channels"]),
        tests(
            "KnowledgeBaseTests", ["Vocabulary", "Text", "Learning", "KnowledgeBase", "Storage"]),
        tests(
            "AssistantTests",
            [
                "Vocabulary", "Text", "TrainingData", "Learning", "NLU", "Dialogue", "Assistant",
                "Storage",
            ]),
        tests("AccountsTests", ["Vocabulary", "Accounts"]),
        tests(
            "ServerTests",
            [
                "Vocabulary", "TrainingData", "NLU", "Assistant", "Accounts", "Channels", "Storage",
                "KnowledgeBase", "Server",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        tests("CLITests", ["Vocabulary", "TrainingData", "NLU", "Assistant"]),
        tests(
            "FaultTests",
            [
                "Vocabulary", "TrainingData", "Assistant",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
    ]
)
