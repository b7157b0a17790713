// SPDX-License-Identifier: Apache-2.0
import ThresherEngine
import ThresherPlugin

/// Every key of the daemon's configuration.
package enum DaemonKeys {
    static let spool = Field.string(
        "spool", default: "/var/lib/thresher", help: "The folder that files are dropped into.")
    static let output = Field.string(
        "output", default: "", help: "The folder that documents go to; empty: 'out' in the spool.")
    static let state = Field.string(
        "state", default: "",
        help: "The folder of the ledger and of what deciders remember; empty: 'state' in the spool."
    )
    static let pipelines = Field.string(
        "pipelines", default: "",
        help: "A folder of pipeline files, or one such file; empty: 'pipelines' beside this file"
            + " when it exists, else the built-in default pipeline.")
    static let sinks = Field.strings(
        "sinks", default: ["json"], help: "What is written for each document, all committed as one."
    )
    static let onConflict = Field.choice(
        "on_conflict", default: DaemonConfig.OnConflict.suffix,
        help:
            "What follows when an output name is taken: '~<entry id>' in the new name, or replace.")

    static let settle = Field.milliseconds(
        "settle", default: 2_000, in: 0...3_600_000,
        help: "How long a file must have stopped changing before it is claimed.")
    static let rescan = Field.milliseconds(
        "rescan", default: 30_000, in: 100...86_400_000,
        help: "How often the intake folder is read without an event that asks for it.")
    static let ignore = Field.strings(
        "ignore", default: [],
        help: "Name patterns left alone, beside '.*', '*.part', '*.tmp' and '*~'.")

    static let inputBytes = Field.byteCount(
        "input_bytes", default: 16_000_000, in: 1...16_000_000_000,
        help: "The largest file that is read; a larger one fails and is kept.")
    static let deadline = Field.milliseconds(
        "deadline", default: 30_000, in: 100...3_600_000,
        help: "The time that one document may take.")
    static let memory = Field.byteCount(
        "memory", default: 1_000_000_000, in: 64_000_000...1_000_000_000_000,
        help: "The memory that one worker may use.")
    static let attempts = Field.int(
        "attempts", default: 2, in: 1...100,
        help: "How many workers that run nothing else may crash on a file, or run out of memory,"
            + " before it is set aside.")

    static let workerCount = Field.int(
        "count", default: 0, in: 0...1_024, help: "The number of workers; 0: one for each core.")
    static let recycleEntries = Field.int(
        "recycle_entries", default: 5_000, in: 0...1_000_000_000,
        help: "After how many files, or up to an eighth fewer, a worker is replaced; 0: never.")
    static let recycleMemory = Field.byteCount(
        "recycle_memory", default: 500_000_000, in: 0...1_000_000_000_000,
        help: "At how much memory a worker is replaced between documents; 0: never.")

    static let commitDocuments = Field.int(
        "documents", default: 256, in: 1...65_536, help: "The most documents of one commit.")
    static let commitBytes = Field.byteCount(
        "bytes", default: 16_000_000, in: 1_000...1_000_000_000,
        help: "The most output of one commit.")
    static let commitWait = Field.milliseconds(
        "wait", default: 5, in: 0...10_000,
        help: "How long a commit waits for more documents to share its syncs.")

    static let done = Field.milliseconds(
        "done", default: 0, in: 86_400_000...315_360_000_000,
        help: "What becomes of a file that is through, stored or rejected: kept in done/, kept"
            + " there for a time, or deleted.")
    static let ledger = Field.milliseconds(
        "ledger", default: 7_776_000_000, in: 86_400_000...315_360_000_000,
        help: "How long the record of every outcome is kept.")

    static let minFree = Field.byteCount(
        "min_free", default: 256_000_000, in: 0...1_000_000_000_000_000,
        help: "Below this free space on spool, output or state nothing new is claimed.")
    static let minFreeInodes = Field.int(
        "min_free_inodes", default: 1_000, in: 0...1_000_000_000_000,
        help: "Below this number of free inodes nothing new is claimed.")

    static let grace = Field.milliseconds(
        "grace", default: 10_000, in: 0...3_600_000,
        help: "How long a stop waits for documents under way.")

    static let logLevel = Field.choice(
        "level", default: EventLevel.info, help: "The least level that is logged.")
    static let logFormat = Field.choice(
        "format", default: DaemonConfig.Log.Format.auto,
        help: "auto: text on a terminal, journal under systemd, json elsewhere.")
    static let logFile = Field.string(
        "file", default: "", help: "A file that gets the log as JSON lines as well; empty: none.")
    static let logPerSecond = Field.int(
        "per_second", default: 100, in: 0...1_000_000,
        help:
            "The most lines a second about files that went well; the rest is counted. 0: no limit.")

    /// Every key, in the order of the documentation.
    package static let sections: [ConfigSection] = [
        ConfigSection(
            name: "",
            keys: [
                .text(spool) { $0.spool }, .text(output, mayBeEmpty: true) { $0.output },
                .text(state, mayBeEmpty: true) { $0.state },
                .text(pipelines, mayBeEmpty: true) { $0.pipelines ?? "" },
                .texts(sinks) { $0.sinks }, .choice(onConflict) { $0.onConflict },
            ]),
        ConfigSection(
            name: "intake",
            keys: [
                .number(settle) { $0.intake.settleMilliseconds },
                .number(rescan) { $0.intake.rescanMilliseconds },
                .texts(ignore) { $0.intake.ignore },
            ]),
        ConfigSection(
            name: "limits",
            keys: [
                .number(inputBytes) { $0.limits.inputBytes },
                .number(deadline) { $0.limits.deadlineMilliseconds },
                .number(memory) { $0.limits.memoryBytes },
                .number(attempts) { $0.limits.attempts },
            ]),
        ConfigSection(
            name: "workers",
            keys: [
                .number(workerCount) { $0.workers.count },
                .number(recycleEntries) { $0.workers.recycleEntries },
                .number(recycleMemory) { $0.workers.recycleMemoryBytes },
            ]),
        ConfigSection(
            name: "commit",
            keys: [
                .number(commitDocuments) { $0.commit.documents },
                .number(commitBytes) { $0.commit.bytes },
                .number(commitWait) { $0.commit.waitMilliseconds },
            ]),
        ConfigSection(
            name: "retention",
            keys: [
                .keeping(done, words: ["keep", "delete"], defaultWord: "keep") {
                    $0.retention.done
                },
                .keeping(ledger, words: ["keep"]) { $0.retention.ledger },
            ]),
        ConfigSection(
            name: "disk",
            keys: [
                .number(minFree) { $0.disk.minFreeBytes },
                .number(minFreeInodes) { $0.disk.minFreeInodes },
            ]),
        ConfigSection(
            name: "shutdown", keys: [.number(grace) { $0.shutdownGraceMilliseconds }]),
        ConfigSection(
            name: "log",
            keys: [
                .choice(logLevel) { $0.log.level }, .choice(logFormat) { $0.log.format },
                .text(logFile, mayBeEmpty: true) { $0.log.file ?? "" },
                .number(logPerSecond) { $0.log.perSecond },
            ]),
    ]

    /// The key of a path such as `intake.settle`.
    package static func key(_ path: String) -> ConfigKey? {
        for section in sections {
            if let key = section.keys.first(where: { section.path(of: $0) == path }) { return key }
        }
        return nil
    }
}
