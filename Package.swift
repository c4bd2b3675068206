// swift-tools-version:6.2
import PackageDescription

/// Settings of every Swift target: Swift 6, the strictest imports, and no warning left behind.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

func nio(_ name: String) -> Target.Dependency { .product(name: name, package: "swift-nio") }

let package = Package(
    name: "exstreamtv",
    products: [.executable(name: "exstreamtv", targets: ["exstreamtv"])],
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "Broadcast", swiftSettings: strict),
        .target(name: "Wire", dependencies: ["Broadcast"], swiftSettings: strict),
        .target(
            name: "Store", dependencies: ["Broadcast", "CSQLite", "CZlib"], swiftSettings: strict),
        .target(
            name: "Transcode", dependencies: ["Broadcast", "Wire", "CLibav", "CLinux"],
            swiftSettings: strict),
        .target(
            name: "Service",
            dependencies: [
                "Broadcast", "Wire", "Store", "CLinux", "CYAML", "CZlib", "CWeb", "CAvahi",
                hummingbird, logging, lifecycle, signals,
                nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), httpTypes,
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "exstreamtv", dependencies: ["Service", "Transcode", arguments],
            swiftSettings: strict),

        .target(name: "CLinux"),
        .target(name: "CAvahi"),
        .target(name: "CLibav"),
        .target(name: "CWeb", exclude: ["page"]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        .target(name: "StreamChecker", path: "Tests/StreamChecker", swiftSettings: strict),
        .executableTarget(
            name: "check-stream", dependencies: ["StreamChecker"], path: "Tests/CheckStream",
            swiftSettings: strict),
        .testTarget(name: "BroadcastTests", dependencies: ["Broadcast"], swiftSettings: strict),
        .testTarget(name: "WireTests", dependencies: ["Wire", "Broadcast"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "Broadcast"], swiftSettings: strict),
        .testTarget(
            name: "TranscodeTests",
            dependencies: ["Transcode", "Wire", "Broadcast", "CLibav", "CLinux", "StreamChecker"],
            swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "Store", "Wire", "Broadcast", "CZlib", hummingbird, httpTypes, logging,
                lifecycle, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "StreamCheckerTests", dependencies: ["StreamChecker"], swiftSettings: strict),
        .testTarget(
            name: "ProgramTests", dependencies: ["exstreamtv", "StreamChecker"],
            swiftSettings: strict),
    ]
)
