// SPDX-License-Identifier: Apache-2.0
import Foundation
import ThresherConfig
import ThresherEngine
import ThresherPlugin
import ThresherStandard

/// A folder that goes away with the object.
final class TemporaryFolder {
    let path: String

    init() throws {
        let base = FileManager.default.temporaryDirectory.path
        path = "\(base)/thresher-config-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the folders above it, and returns its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }
}

/// The repository's root.
let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// `line:column: message` of everything found in a daemon's configuration.
func findings(config text: String, environment: [String: String] = [:]) -> [String] {
    let found = CheckReport.check(
        [ConfigurationText(name: "c.yaml", text)], as: .daemon, environment: environment,
        catalogue: TestCatalogue.all)
    return found.diagnostics.map(short)
}

/// `line:column: message` of everything found in a pipeline.
func findings(
    pipeline text: String, name: String = "p.yaml", environment: [String: String] = [:]
) -> [String] {
    let found = CheckReport.check(
        [ConfigurationText(name: name, text)], as: .pipelines, environment: environment,
        catalogue: TestCatalogue.all)
    return found.diagnostics.map(short)
}

/// `line:column: message`, with `warning: ` in front of the message of a warning.
func short(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place.map { "\($0.line):\($0.column): " } ?? ""
    return place + (diagnostic.severity == .warning ? "warning: " : "") + diagnostic.message
}

/// The catalogue that the shipped pipelines are for.
let shippedCatalogue = Catalogue.standard
