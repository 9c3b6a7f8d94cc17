// swift-tools-version: 6.2
import PackageDescription

// Dependencies point from higher layers to lower ones only; scripts/check-layers.py holds every target to it.
// ARCHITECTURE.md has a row for each target.

var settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
// `make check` sets it; a warning in a user's newer compiler must not break their build.
if Context.environment["WARNINGS_AS_ERRORS"] == "1" { settings.append(.treatAllWarnings(as: .error)) }

let package = Package(
    name: "LoggerAndViewer",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "LoggerAndViewer", targets: ["LoggerAndViewer"]),
        .executable(name: "visual-backend", targets: ["visual-backend"]),
    ],
    traits: [
        .trait(name: "MongoDB", description: "The MongoDB store. Without it libmongoc is not linked."),
        .default(enabledTraits: ["MongoDB"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Layer 0: system libraries.
        .systemLibrary(
            name: "CMongoC", pkgConfig: "libmongoc-1.0",
            providers: [.apt(["libmongoc-dev", "libbson-dev"]), .brew(["mongo-c-driver@1"])]),
        .systemLibrary(name: "CLibPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .target(name: "CPNG", dependencies: ["CLibPNG"]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"]), .brew(["freetype"])]),

        // Layer 1: formats, pixels and other programs, each on its own.
        .target(name: "BSONCoding", swiftSettings: settings),
        .target(name: "EventFiles", swiftSettings: settings),
        .target(name: "RasterGraphics", dependencies: ["CPNG", "CFreeType"], swiftSettings: settings),
        .target(name: "ChildPrograms", swiftSettings: settings),
        .target(name: "FileFaults", swiftSettings: settings),

        // Layer 2: the vocabulary, and formats made of those below.
        .target(name: "RegistryCore", dependencies: ["BSONCoding", "FileFaults"], swiftSettings: settings),
        .target(
            name: "MediaFiles", dependencies: ["EventFiles", "RasterGraphics", "ChildPrograms", "FileFaults", "CZlib"],
            swiftSettings: settings),
        .target(name: "TrackerFiles", dependencies: ["EventFiles", "CZlib"], swiftSettings: settings),

        // Layer 3: stores, the training side, charts.
        .target(
            name: "SQLiteStorage",
            dependencies: [
                "RegistryCore", "BSONCoding", "FileFaults", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(
            name: "MongoStorage", dependencies: ["RegistryCore", "BSONCoding", "CMongoC"], swiftSettings: settings),
        .target(
            name: "TrainingLog",
            dependencies: [
                "BSONCoding", "RegistryCore", "EventFiles", "MediaFiles", "RasterGraphics", "ChildPrograms",
                "FileFaults",
            ],
            swiftSettings: settings),
        .target(
            name: "ChartRendering", dependencies: ["RegistryCore", "RasterGraphics", "FileFaults"],
            swiftSettings: settings),
        .target(
            name: "FileStorage",
            dependencies: [
                "RegistryCore", "BSONCoding", "FileFaults",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings),

        // Layer 4: the registry's public face.
        .target(
            name: "ArtifactRegistry",
            dependencies: [
                "RegistryCore", "BSONCoding", "EventFiles", "FileFaults", "TrackerFiles", "SQLiteStorage",
                .target(name: "MongoStorage", condition: .when(traits: ["MongoDB"])),
            ],
            swiftSettings: settings),

        // Files in the database that a team has already.
        .target(
            name: "MongoFiles",
            dependencies: [
                "RegistryCore", "BSONCoding", "MongoStorage", "FileStorage",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),

        // Layer 5: charts of what is in a registry.
        .target(
            name: "RegistryCharts",
            dependencies: ["RegistryCore", "ArtifactRegistry", "ChartRendering", "RasterGraphics"],
            swiftSettings: settings),

        // What training programs say, in the words of other loggers.
        .target(
            name: "Vocabularies",
            dependencies: [
                "RegistryCore", "BSONCoding", "EventFiles", "TrainingLog", "TrackerSinks", "MediaFiles",
                "ChartRendering", "RasterGraphics", "FileFaults", "FileStorage",
                .target(name: "MongoFiles", condition: .when(traits: ["MongoDB"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),

        // Files for other trackers' programs, and runs at their servers.
        .target(
            name: "TrackerSinks",
            dependencies: ["RegistryCore", "EventFiles", "TrackerFiles", "TrainingLog", "FileStorage"],
            swiftSettings: settings),

        // Layer 6: the server.
        .target(
            name: "RegistryWeb",
            dependencies: [
                "RegistryCore", "BSONCoding", "FileFaults", "ArtifactRegistry", "ChartRendering", "RegistryCharts",
                "CZlib",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),

        // Layer 7: what users import.
        .target(
            name: "LoggerAndViewer",
            dependencies: [
                "RegistryCore", "BSONCoding", "ArtifactRegistry", "EventFiles", "MediaFiles", "RasterGraphics",
                "TrainingLog", "ChartRendering", "FileStorage", "RegistryCharts", "RegistryWeb", "Vocabularies",
                "TrackerSinks",
                .target(name: "MongoFiles", condition: .when(traits: ["MongoDB"])),
            ],
            swiftSettings: settings),

        // No product depends on it; it stands here so that programs only may.
        .target(name: "BenchmarkKit", path: "Benchmarks/BenchmarkKit", swiftSettings: settings),
        .target(
            name: "ChartSamples", dependencies: ["ChartRendering", "RasterGraphics"], path: "Benchmarks/ChartSamples",
            swiftSettings: settings),

        // Layer 8: programs.
        .executableTarget(
            name: "visual-backend",
            dependencies: [
                "LoggerAndViewer", "RegistryCore", "ArtifactRegistry", "RegistryCharts", "RegistryWeb",
                "ChartRendering", "EventFiles", "FileFaults", "FileStorage", "RasterGraphics",
                .target(name: "MongoFiles", condition: .when(traits: ["MongoDB"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),

        // Examples: programs that use the public product only. (Snippets/ needs no entry: SwiftPM builds it by itself.)
        .executableTarget(
            name: "TrainDigits",
            dependencies: ["LoggerAndViewer", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Examples/TrainDigits", resources: [.copy("Resources/digits.csv")], swiftSettings: settings),
        .executableTarget(
            name: "LavdWords",
            dependencies: ["LoggerAndViewer", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Examples/LavdWords", swiftSettings: settings),
        .executableTarget(
            name: "MLLoggerWords", dependencies: ["LoggerAndViewer"], path: "Examples/MLLoggerWords",
            swiftSettings: settings),
        .executableTarget(
            name: "AutoTimmWords", dependencies: ["LoggerAndViewer"], path: "Examples/AutoTimmWords",
            swiftSettings: settings),
        .executableTarget(
            name: "PipelineWords", dependencies: ["LoggerAndViewer"], path: "Examples/PipelineWords",
            swiftSettings: settings),
        // Draws every kind of chart into Documentation/Gallery: `make gallery`.
        .executableTarget(
            name: "ChartGallery", dependencies: ["ChartRendering", "RasterGraphics"], path: "Examples/ChartGallery",
            swiftSettings: settings),
        .executableTarget(
            name: "RegistryBenchmarks",
            dependencies: [
                "BenchmarkKit", "RegistryCore", "BSONCoding", "SQLiteStorage",
                .target(name: "MongoStorage", condition: .when(traits: ["MongoDB"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/RegistryBenchmarks", swiftSettings: settings),

        // Kills a logging program again and again, and counts what was lost: `make torture`.
        .executableTarget(
            name: "LoggerTorture",
            dependencies: [
                "LoggerAndViewer", "EventFiles", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/LoggerTorture", swiftSettings: settings),
        .executableTarget(
            name: "EventFileBenchmarks", dependencies: ["BenchmarkKit", "EventFiles"],
            path: "Benchmarks/EventFileBenchmarks", swiftSettings: settings),
        .executableTarget(
            name: "ChartDrawing", dependencies: ["BenchmarkKit", "ChartSamples", "ChartRendering", "RasterGraphics"],
            path: "Benchmarks/ChartDrawing", swiftSettings: settings),
        .executableTarget(
            name: "ChartBenchmarks",
            dependencies: [
                "BenchmarkKit", "ChartSamples", "ChartRendering", "RegistryCharts", "ArtifactRegistry", "RegistryCore",
            ],
            path: "Benchmarks/ChartBenchmarks", swiftSettings: settings),
        .executableTarget(
            name: "LoggerBenchmarks",
            dependencies: [
                "BenchmarkKit", "TrainingLog", "Vocabularies", "EventFiles", "RegistryCore",
                .target(name: "MongoStorage", condition: .when(traits: ["MongoDB"])),
            ],
            path: "Benchmarks/LoggerBenchmarks", swiftSettings: settings),
        .executableTarget(
            name: "ServerBenchmarks", dependencies: ["BenchmarkKit", "ArtifactRegistry", "RegistryCore"],
            path: "Benchmarks/ServerBenchmarks", swiftSettings: settings),
        .executableTarget(
            name: "StorageBenchmarks", dependencies: ["BenchmarkKit", "FileStorage", "RegistryCore"],
            path: "Benchmarks/StorageBenchmarks", swiftSettings: settings),
        .executableTarget(
            name: "TrackerBenchmarks", dependencies: ["BenchmarkKit", "TrackerSinks", "TrainingLog", "RegistryCore"],
            path: "Benchmarks/TrackerBenchmarks", swiftSettings: settings),

        // Tests mirror the sources; the kit holds the contracts that every store is held to.
        .target(
            name: "RegistryTestKit", dependencies: ["RegistryCore", "BSONCoding"], path: "Tests/RegistryTestKit",
            swiftSettings: settings),
        .target(
            name: "SinkTestKit", dependencies: ["TrainingLog", "RegistryCore"], path: "Tests/SinkTestKit",
            swiftSettings: settings),
        .target(
            name: "FileTestKit",
            dependencies: [
                "FileStorage", "RegistryCore", "RegistryTestKit", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/FileTestKit", swiftSettings: settings),
        .testTarget(name: "BenchmarkKitTests", dependencies: ["BenchmarkKit"], swiftSettings: settings),
        .testTarget(name: "BSONCodingTests", dependencies: ["BSONCoding", "RegistryTestKit"], swiftSettings: settings),
        .testTarget(
            name: "EventFilesTests", dependencies: ["EventFiles", "MediaFiles", "RegistryTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "RasterGraphicsTests", dependencies: ["RasterGraphics", "RegistryTestKit"], swiftSettings: settings),
        .testTarget(
            name: "MediaFilesTests",
            dependencies: ["MediaFiles", "EventFiles", "RasterGraphics", "ChildPrograms", "RegistryTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "TrackerFilesTests", dependencies: ["TrackerFiles", "EventFiles", "RegistryTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "RegistryCoreTests", dependencies: ["RegistryCore", "BSONCoding", "FileFaults", "RegistryTestKit"],
            swiftSettings: settings),
        .testTarget(name: "FileFaultsTests", dependencies: ["FileFaults", "RegistryTestKit"], swiftSettings: settings),
        .testTarget(
            name: "SQLiteStorageTests",
            dependencies: [
                "SQLiteStorage", "RegistryCore", "BSONCoding", "RegistryTestKit",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "MongoStorageTests", dependencies: ["MongoStorage", "RegistryCore", "BSONCoding", "RegistryTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "StoreContractTests",
            dependencies: ["RegistryCore", "SQLiteStorage", "MongoStorage", "RegistryTestKit"], swiftSettings: settings),
        .testTarget(
            name: "RegistryChartsTests",
            dependencies: [
                "RegistryCharts", "ArtifactRegistry", "ChartRendering", "RasterGraphics", "RegistryCore",
                "RegistryTestKit",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ChartRenderingTests",
            dependencies: ["ChartRendering", "RasterGraphics", "RegistryCore", "RegistryTestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "ChartGalleryTests", dependencies: ["ChartGallery", "ChartRendering", "RasterGraphics"],
            exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "FileStorageTests",
            dependencies: [
                "FileStorage", "RegistryCore", "RegistryTestKit", "FileTestKit",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "MongoFilesTests",
            dependencies: [
                "MongoFiles", "MongoStorage", "FileStorage", "RegistryCore", "BSONCoding", "RegistryTestKit",
                "FileTestKit",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "TrainingLogTests",
            dependencies: [
                "TrainingLog", "ChildPrograms", "EventFiles", "MediaFiles", "RegistryCore", "BSONCoding",
                "RegistryTestKit", "SinkTestKit",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "TrackerSinksTests",
            dependencies: [
                "TrackerSinks", "TrackerFiles", "FileStorage", "ArtifactRegistry", "TrainingLog", "RegistryCore",
                "EventFiles", "SinkTestKit", "RegistryTestKit",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "VocabulariesTests",
            dependencies: [
                "Vocabularies", "EventFiles", "TrackerFiles", "TrainingLog", "ChartRendering", "MediaFiles",
                "RasterGraphics", "RegistryCore", "BSONCoding", "FileStorage", "RegistryTestKit", "SinkTestKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        // The logger in processes that are killed, forked, interrupted, and beside a database that is.
        .testTarget(
            name: "LoggerProcessTests",
            dependencies: [
                "LoggerAndViewer", "LoggerTorture", "visual-backend", "RegistryTestKit", "TrainingLog", "RegistryCore",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ArtifactRegistryTests",
            dependencies: [
                "ArtifactRegistry", "TrackerFiles", "EventFiles", "RegistryCore", "BSONCoding", "RegistryTestKit",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "RegistryWebTests",
            dependencies: [
                "RegistryWeb", "RegistryCore", "BSONCoding", "RegistryTestKit",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "visual-backend", "LavdWords", "ArtifactRegistry", "EventFiles", "FileStorage", "MongoFiles",
                "RegistryCore", "RegistryTestKit",
                "RegistryWeb",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
    ]
)
