// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// Runs plans over entries.
///
/// A worker process holds one; `thresher process` and tests another.
package protocol EntryExecutor: AnyObject {
    /// Takes an entry from its bytes to its documents' results.
    ///
    /// Synchronous and single-threaded: a document's way through the stages is one call stack. It
    /// throws nothing: what goes wrong is the end of a document. An entry that cannot be opened as
    /// documents still emits exactly one result.
    ///
    /// - Parameters:
    ///   - entry: The bytes.
    ///   - path: The path below the intake folder, escaped.
    ///   - skipping: Whether the result of a record number is not wanted, because an earlier
    ///     attempt committed it.
    ///   - observer: Told which record and stage is about to run.
    ///   - emit: Takes each document's result, in order; returns `false` to stop.
    func run(
        _ entry: any EntryContent, path: String, skipping: (Int) -> Bool,
        observer: any StageObserver, emit: (DocumentResult) -> Bool)
}

/// Is told what runs, so that a death can be blamed.
package protocol StageObserver: AnyObject {
    /// A stage (`read` for the reader, `hash`, `sniff` before it, `render` for sinks) starts.
    func enter(record: Int, stage: String)
    /// Nothing runs any more.
    func leave()
}
