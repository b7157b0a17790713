// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// The fixture as a process of its own that holds a pool, beside no other test.
struct FixtureProcess {
    let pid: pid_t
    private let output: Int32

    /// Starts it in one of its modes.
    init(_ mode: String) throws {
        var ends: [Int32] = [0, 0]
        let piped = unsafe pipe(&ends)
        try #require(piped == 0)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        unsafe posix_spawn_file_actions_addclose(&actions, ends[0])
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let arguments = unsafe [strdup(PoolHarness.fixture), strdup(mode), nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var child: pid_t = 0
        let failure = unsafe posix_spawn(
            &child, PoolHarness.fixture, &actions, nil, arguments, environ)
        close(ends[1])
        try #require(failure == 0)
        pid = child
        output = ends[0]
    }

    /// The numbers of the next line it writes.
    func numbers() -> [Int] {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while unsafe read(output, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        return String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    }

    /// Kills it.
    func end() {
        kill(pid, SIGKILL)
        var status: Int32 = 0
        unsafe waitpid(pid, &status, 0)
        close(output)
    }

    /// Whether a process runs; one that is dead and not reaped does not.
    static func isAlive(_ pid: pid_t) -> Bool {
        let file = unsafe open("/proc/\(pid)/stat", O_RDONLY)
        guard file >= 0 else { return false }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = unsafe read(file, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        guard let state = text.split(separator: ")").last?.split(separator: " ").first else {
            return false
        }
        return state != "Z" && state != "X"
    }
}
