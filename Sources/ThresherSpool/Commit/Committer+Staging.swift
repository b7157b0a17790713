// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

extension Committer {
    /// Writes a bundle's outputs into staging and describes the bundle.
    func stage(
        _ bundle: Bundle, number: Int, staged: inout [BytePath]
    ) throws(FileError) -> Manifest {
        let committed = Timestamp.text(milliseconds: clock.wall())
        var manifest = Manifest(
            bundle: number, previous: lastManifest, committed: committed, documents: [],
            releases: [], states: [])
        var taken: Set<BytePath> = []
        for document in bundle.documents {
            var outputs: [Manifest.Output] = []
            for file in document.files {
                let name = BytePath("\(number)-\(staged.count).staged")
                staged.append(name)
                try fileSystem.writeFile(
                    name, in: output.staging, file.bytes, syncing: isOutputRemote)
                outputs.append(
                    .init(staged: name, name: try freeName(document, file, &taken)))
            }
            let line = LedgerLine(document, outputs: outputs.map(\.name), committed: committed)
            manifest.documents.append(.init(line: line, outputs: outputs))
            for record in document.records { manifest.add(record, versions: recordVersions) }
        }
        let failures = Dictionary(
            grouping: bundle.documents.indices.filter { bundle.documents[$0].outcome == .failed },
            by: { bundle.documents[$0].claim.entry })
        for claim in bundle.ended {
            let failed = (failures[claim.entry] ?? []).map { bundle.documents[$0] }
            manifest.releases.append(
                .init(name: claim.name, action: action(for: claim, failed, at: committed)))
        }
        return manifest
    }

    /// The public name of an output: its own, or with the entry's id when that is taken.
    private func freeName(
        _ document: BundleDocument, _ file: BundleDocument.File, _ taken: inout Set<BytePath>
    ) throws(FileError) -> BytePath {
        let wanted = OutputNames.name(
            path: document.claim.path, record: document.record,
            fileExtension: file.fileExtension)
        if options.onConflict == .replace { return wanted }
        if taken.insert(wanted).inserted, try !isTaken(wanted) { return wanted }
        let given = OutputNames.name(
            path: document.claim.path, record: document.record,
            fileExtension: file.fileExtension, entry: document.claim.entry)
        taken.insert(given)
        events(
            SpoolEvent.outputRenamed(document.claim.entry, wanted: wanted, given: given))
        return given
    }

    private func isTaken(_ name: BytePath) throws(FileError) -> Bool {
        do {
            _ = try fileSystem.status(name, in: output.root)
            return true
        } catch let error where error.isMissing || error.isBlocked {
            // A part of the path that is no folder is met when the file is published.
            return false
        }
    }

    private func action(
        for claim: Claim, _ failed: [BundleDocument], at committed: String
    ) -> Manifest.Release.Action {
        if !failed.isEmpty || openEntries[claim.entry] != nil {
            var entry = openEntries[claim.entry] ?? OpenEntry()
            for document in failed { entry.add(document) }
            if entry.failureCount > 0 {
                return .quarantine(
                    QuarantineReason.value(claim: claim, entry: entry, failed: committed))
            }
        }
        return options.done == .delete ? .delete : .keep
    }
}

extension OpenEntry {
    /// Takes note of a document that failed.
    mutating func add(_ document: BundleDocument) {
        guard document.outcome == .failed else { return }
        add(
            LedgerLine(document, outputs: [], committed: ""), lastWords: document.lastWords)
    }

    /// Takes note of a line of the ledger.
    mutating func add(_ line: LedgerLine, lastWords: String? = nil) {
        guard line.outcome == .failed else { return }
        failureCount += 1
        guard failures.count < OpenEntry.failureLimit else { return }
        failures.append(QuarantineReason.failure(line, lastWords: lastWords))
    }
}

extension Manifest {
    fileprivate mutating func add(
        _ record: DeciderBoard.StateRecord, versions: [String: Int]
    ) {
        if let index = states.firstIndex(where: { $0.name == record.state }) {
            states[index].records.append(record.bytes)
        } else {
            states.append(
                State(
                    name: record.state, recordVersion: versions[record.state] ?? 1,
                    records: [record.bytes]))
        }
    }
}
