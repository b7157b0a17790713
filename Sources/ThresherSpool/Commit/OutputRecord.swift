// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

/// What the state knows of the output folder that its bundles went to.
///
/// A bundle that was committed when the process died is finished from its output folder. Were the
/// next one given another folder and this forgotten, the bundle's inputs would be processed into
/// that one, and should the old folder ever be used again, the bundle be finished there: every
/// document twice.
enum OutputRecord {
    private static let name: BytePath = "output.json"
    private static let newName: BytePath = ".output.new"

    /// The output folder of the last run, when it is another than now and has bundles to finish.
    ///
    /// - Throws: When that cannot be found out.
    static func unfinished(
        _ layout: SpoolLayout, now output: BytePath
    ) throws(SpoolError) -> BytePath? {
        guard let former = try read(layout), former != output else { return nil }
        let path = former.appending(OutputFolder.privateName)
            .appending(BytePath(layout.identifier))
        do {
            let staging = try layout.fileSystem.openRoot(path)
            defer { layout.fileSystem.close(staging) }
            let names = try layout.fileSystem.names(in: staging)
            return names.contains { LeftCommit.isName($0.name) } ? former : nil
        } catch let error where error.isMissing {
            return nil
        } catch {
            throw unfinishable(former, layout, .opening(path, error))
        }
    }

    /// Says what to do when bundles cannot be finished in the output folder of the last run.
    static func unfinishable(
        _ former: BytePath, _ layout: SpoolLayout, _ error: SpoolError
    ) -> SpoolError {
        let record = layout.folders.state.appending(name).display
        return SpoolError(
            error.code,
            "what was committed to the output folder of the last run, '\(former.display)', cannot "
                + "be finished; mend that, or give it up and let its inputs be taken again: "
                + "rm '\(record)': \(error.message)", cause: error.cause)
    }

    private static func read(_ layout: SpoolLayout) throws(SpoolError) -> BytePath? {
        do {
            let bytes = try layout.fileSystem.readFile(name, in: layout.state, limit: 1 << 16)
            // A record that cannot be read is no reason to stand still: it is written anew.
            guard let bytes, let value = try? JSONValue(parsing: bytes) else { return nil }
            return value["output"]?.string.map { BytePath(display: $0) }
        } catch let error where error.isMissing {
            return nil
        } catch {
            throw .opening(layout.folders.state, error)
        }
    }

    /// Takes note of the output folder, durably, before anything is committed there.
    static func write(_ output: BytePath, _ layout: SpoolLayout) throws(SpoolError) {
        guard try read(layout) != output else { return }
        let fileSystem = layout.fileSystem
        let content: JSONValue = ["output": .string(output.display)]
        try SpoolError.opening(layout.folders.state) { () throws(FileError) in
            try? fileSystem.remove(newName, in: layout.state)
            try fileSystem.writeFile(
                newName, in: layout.state, content.utf8 + [UInt8(ascii: "\n")], syncing: true)
            try fileSystem.rename(
                newName, in: layout.state, to: name, in: layout.state, replacing: true)
            try fileSystem.syncFolder(layout.state)
        }
    }
}
