// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Testing
import ThresherSpool

struct RecordingTests {
    private static let inputs = [("a", "A"), ("b", "B"), ("deep/c", "C"), ("f", "fail F")]

    /// Numbers that differ from run to run, taken out.
    private func plain(_ call: String) -> String {
        String(
            call.split(separator: "/", omittingEmptySubsequences: false).map { part in
                // Ids have 26 digits.
                part.split(separator: " ", omittingEmptySubsequences: false).map {
                    word -> Substring in
                    let head = word.prefix(26)
                    let isID =
                        head.count == 26
                        && head.allSatisfy { $0.isNumber || ($0.isLetter && $0.isUppercase) }
                    return isID ? "ID" + word.dropFirst(26) : word
                }.joined(separator: " ")
            }.joined(separator: "/"))
    }

    private func record(_ base: any FileSystem, _ folders: SpoolFolders) throws -> [String] {
        let recording = RecordingFileSystem(base, folders: folders)
        let time = TestTime()
        let daemon = try TestDaemon(
            folders, options: .immediate, fileSystem: recording, clock: time.clock,
            random: { 7 })
        daemon.bundleLimit = 2
        recording.forgetCalls()
        try daemon.runUntilIdle()
        return recording.calls.map(plain)
    }

    @Test func `the real file system sees the calls that the model explores`() throws {
        let real = try RealFolders()
        _ = try TestDaemon(
            real.folders, options: .immediate, fileSystem: real.fileSystem, random: { 7 })
        for (path, text) in Self.inputs { try real.drop(path, text) }
        let simulated = SimulatedFileSystem(SimulatedFileSystem.empty(disks: 1))
        _ = try TestDaemon(
            SimulatedFileSystem.folders, options: .immediate, fileSystem: simulated,
            random: { 7 })
        simulated.state.withLock { state in
            for (path, text) in Self.inputs {
                state.disk.put("/spool/incoming/" + path, Array(text.utf8))
            }
        }
        let onReal = try record(real.fileSystem, real.folders)
        let onModel = try record(simulated, SimulatedFileSystem.folders)
        #expect(onReal == onModel)
        #expect(onReal.contains { $0.hasPrefix("sync all of spool") })
    }

    @Test func `a document costs one file and three renames, a bundle one barrier`() throws {
        let real = try RealFolders()
        for number in 0..<64 { try real.drop("page-\(number).html", "text \(number)") }
        let calls = try record(real.fileSystem, real.folders)
        #expect(calls.count { $0.hasPrefix("create") } == 64 + 32)
        #expect(calls.count { $0.hasPrefix("rename") } == 3 * 64 + 32)
        #expect(calls.count { $0.hasPrefix("sync all") } == 32 + 1)
        #expect(calls.count { $0.hasPrefix("make") } == 0)
    }
}
