// swift-tools-version:6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
]

func module(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

let package = Package(
    name: "thresher",
    products: [
        .executable(name: "thresher", targets: ["thresher"]),
        .library(name: "ThresherPlugin", targets: ["ThresherPlugin"]),
        .library(name: "ThresherStandard", targets: ["ThresherStandard"]),
        .library(name: "ThresherCLI", targets: ["ThresherCLI"]),
        .library(name: "ThresherTesting", targets: ["ThresherTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C libraries and system calls. Their public headers name no type of the library they
        // wrap, so that nothing of ICU or libxml2 meets Foundation's own copy of ICU.
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CHTMLSink", dependencies: ["CLibXML2"]),
        // The learned model of main content, as an array of bytes.
        .target(name: "CContentModel", exclude: ["content.model"]),
        .target(
            name: "CThresherText",
            linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
        .target(name: "CThresherLanguage", linkerSettings: [.linkedLibrary("cld2")]),
        .target(name: "CThresherDigest", linkerSettings: [.linkedLibrary("nettle")]),
        .target(name: "CThresherSystem"),
        // Data files as bytes of the executable; the compiler reads them from the source.
        .target(
            name: "CThresherLexicon",
            exclude: ["cues", "places.tsv", "make_places.py", "NOTICE.md"]),

        module("ThresherPlugin", []),
        module("ThresherText", ["ThresherPlugin", "CThresherText", "CThresherLanguage"]),
        module("ThresherHTML", ["ThresherPlugin", "CHTMLSink", "CContentModel"]),
        module("ThresherDedup", ["ThresherPlugin", "ThresherText", "CThresherDigest"]),
        module("ThresherExtract", ["ThresherPlugin", "CThresherLexicon"]),
        module("ThresherSinks", ["ThresherPlugin"]),
        module(
            "ThresherStandard",
            [
                "ThresherPlugin", "ThresherText", "ThresherHTML", "ThresherExtract",
                "ThresherDedup",
                "ThresherSinks",
            ]),
        module("ThresherEngine", ["ThresherPlugin", "CThresherDigest"]),
        module(
            "ThresherConfig",
            ["ThresherPlugin", "ThresherEngine", .product(name: "Yams", package: "Yams")]),
        module("ThresherSpool", ["ThresherPlugin", "ThresherEngine", "CThresherSystem"]),
        module("ThresherWorker", ["ThresherPlugin", "ThresherEngine", "CThresherSystem"]),
        module(
            "ThresherService",
            [
                "ThresherPlugin", "ThresherEngine", "ThresherConfig", "ThresherSpool",
                "ThresherWorker", "CThresherSystem",
            ]),
        module(
            "ThresherCLI",
            [
                "ThresherPlugin", "ThresherEngine", "ThresherConfig", "ThresherSpool",
                "ThresherWorker", "ThresherService", "ThresherDedup",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        module("ThresherTesting", ["ThresherPlugin"]),
        .executableTarget(
            name: "thresher", dependencies: ["ThresherCLI", "ThresherStandard"],
            swiftSettings: settings),

        // Emits the evidence that the weights of `metadata` are learned from.
        .executableTarget(
            name: "metadata-candidates", dependencies: ["ThresherHTML"],
            path: "Tools/training/metadata/candidates", swiftSettings: settings),

        // Grows an index of near duplicates to millions of generated documents.
        .executableTarget(
            name: "dedup-growth",
            dependencies: [
                "ThresherPlugin", "ThresherDedup", "ThresherEngine", "ThresherSpool", "TestSupport",
            ],
            path: "Tests/Benchmarks/growth", swiftSettings: settings),
        // Emits the features that the content model is trained on; no product ships it.
        .executableTarget(
            name: "thresher-features",
            dependencies: ["ThresherPlugin", "ThresherText", "ThresherHTML"],
            swiftSettings: settings),

        // Helpers for tests that no product ships.
        .target(
            name: "TestSupport", dependencies: ["ThresherPlugin", "ThresherEngine"],
            path: "Tests/TestSupport", swiftSettings: settings),

        // A worker whose documents crash, loop and swell as their text says.
        .executableTarget(
            name: "worker-fixture",
            dependencies: ["ThresherPlugin", "ThresherEngine", "ThresherWorker"],
            path: "Tests/WorkerFixture", swiftSettings: settings),

        tests("ThresherPluginTests", ["ThresherPlugin"]),
        tests(
            "ThresherTextTests",
            ["ThresherPlugin", "ThresherText", "ThresherTesting", "TestSupport"]),
        tests(
            "ThresherHTMLTests",
            ["ThresherPlugin", "ThresherHTML", "ThresherTesting", "TestSupport"]),
        tests(
            "ThresherDedupTests",
            ["ThresherPlugin", "ThresherDedup", "ThresherTesting", "TestSupport"]),
        tests(
            "ThresherExtractTests",
            ["ThresherPlugin", "ThresherExtract", "ThresherTesting", "TestSupport"]),
        tests("ThresherSinksTests", ["ThresherPlugin", "ThresherSinks"]),
        tests(
            "ThresherStandardTests", ["ThresherPlugin", "ThresherStandard", "ThresherTesting"]),
        tests("ThresherEngineTests", ["ThresherPlugin", "ThresherEngine", "TestSupport"]),
        tests(
            "ThresherConfigTests",
            [
                "ThresherPlugin", "ThresherEngine", "ThresherConfig", "ThresherStandard",
                "TestSupport",
            ]),
        tests(
            "ThresherSpoolTests", ["ThresherPlugin", "ThresherEngine", "ThresherSpool"]),
        tests(
            "ThresherWorkerTests",
            [
                "ThresherPlugin", "ThresherEngine", "ThresherWorker", "TestSupport",
                "worker-fixture",
            ]),
        tests(
            "ThresherServiceTests",
            ["ThresherPlugin", "ThresherEngine", "ThresherService", "TestSupport"]),
        // The real executable on real folders: command by command, and the daemon.
        tests("ThresherCLITests", ["ThresherPlugin", "TestSupport", "thresher"]),
        tests("DaemonTests", ["ThresherPlugin", "TestSupport", "thresher"]),
    ]
)

// `make check` and `make test` accept no warning. It is no setting of every build, because other
// compilers warn about other things.
if Context.environment["THRESHER_STRICT"] == "1" {
    for target in package.targets where target.type != .system {
        if target.swiftSettings == nil {
            target.cSettings = [
                .unsafeFlags(["-Wall", "-Wextra"]), .treatAllWarnings(as: .error),
            ]
        } else {
            target.swiftSettings?.append(.treatAllWarnings(as: .error))
        }
    }
}
