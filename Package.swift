// swift-tools-version: 6.2
import PackageDescription

/// One set of compiler settings for every target of our own.
///
/// Warnings become errors where `CI` is set, so that a newer compiler's new warning does not stop a user's build.
let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// Those of the tests: optimising their code takes minutes of a build, and it does next to nothing.
let testSettings = settings + [.unsafeFlags(["-Onone"])]

let package = Package(
    name: "camindexd",
    products: [
        .library(name: "CameraIndex", targets: ["CameraIndex"]),
        .executable(name: "camindexd", targets: ["camindexd"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Without what reads settings from files and environments.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.28.1",
            traits: []
        ),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(
            url: "https://github.com/swift-server/async-http-client",
            from: "1.37.0",
            traits: []
        ),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CFFmpeg",
            pkgConfig: "libavformat",
            providers: [
                .apt(["libavformat-dev", "libavcodec-dev", "libavutil-dev", "libswscale-dev"])
            ]
        ),
        .systemLibrary(
            name: "CPango",
            pkgConfig: "pangoft2",
            providers: [.apt(["libpango1.0-dev"])]
        ),
        .systemLibrary(
            name: "CArchive",
            pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"])]
        ),
        .systemLibrary(
            name: "CGnuTLS",
            pkgConfig: "gnutls",
            providers: [.apt(["libgnutls28-dev"])]
        ),
        .systemLibrary(
            name: "CMosquitto",
            pkgConfig: "libmosquitto",
            providers: [.apt(["libmosquitto-dev"])]
        ),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CTimex"),
        .target(
            name: "CameraIndex",
            dependencies: [
                "CArchive",
                "CFFmpeg",
                "CGnuTLS",
                "CPango",
                "CTimex",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "camindexd",
            dependencies: [
                "CMalloc",
                "CMosquitto",
                "CameraIndex",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                // The server alone: its router, files and tracing would be built for four paths.
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "SyntheticScene",
            dependencies: ["CameraIndex"],
            path: "Tests/SyntheticScene",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "paint-scene",
            dependencies: [
                "CameraIndex",
                "SyntheticScene",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/PaintScene",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "index-bench",
            dependencies: ["CameraIndex"],
            path: "Benchmarks/IndexBench",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "detector-bench",
            dependencies: ["CameraIndex", "SyntheticScene"],
            path: "Benchmarks/DetectorBench",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "fleet-bench",
            dependencies: ["CameraIndex"],
            path: "Benchmarks/FleetBench",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "when-bench",
            dependencies: ["CameraIndex"],
            path: "Benchmarks/WhenBench",
            swiftSettings: settings
        ),
        .testTarget(
            name: "CameraIndexTests",
            dependencies: [
                "CameraIndex",
                "CGnuTLS",
                "SyntheticScene",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: testSettings
        ),
        .testTarget(
            name: "camindexdTests",
            dependencies: [
                "camindexd",
                "CameraIndex",
                "SyntheticScene",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: testSettings
        ),
    ]
)
