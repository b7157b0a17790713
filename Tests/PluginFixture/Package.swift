// swift-tools-version:6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// A plug-in as an outside author writes one: stages and a reader in a library, and ten lines that
// make an executable of them and the built-in ones. The tests of the daemon build it and run it.
let package = Package(
    name: "acme-thresher",
    products: [.executable(name: "acme-thresher", targets: ["acme-thresher"])],
    dependencies: [.package(name: "thresher", path: "../..")],
    targets: [
        .target(
            name: "AcmeStages",
            dependencies: [.product(name: "ThresherPlugin", package: "thresher")]),
        .executableTarget(
            name: "acme-thresher",
            dependencies: [
                "AcmeStages",
                .product(name: "ThresherCLI", package: "thresher"),
                .product(name: "ThresherPlugin", package: "thresher"),
                .product(name: "ThresherStandard", package: "thresher"),
            ]),
    ]
)
