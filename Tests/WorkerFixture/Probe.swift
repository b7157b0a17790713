// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Tries what a locked-in worker must not be able to do and says, per line, what came of it.
enum Probe {
    static func run() -> String {
        var lines: [String] = []
        func note(_ what: String, _ answer: Int32) {
            lines.append("\(what) \(answer < 0 ? "refused" : "done")")
        }
        note("read /etc/passwd", unsafe open("/etc/passwd", O_RDONLY))
        note("read folder", unsafe open("/", O_RDONLY | O_DIRECTORY))
        note("create", unsafe open("/tmp/thresher-probe", O_WRONLY | O_CREAT, 0o600))
        note("unlink", unsafe unlink("/tmp/thresher-probe"))
        note("unix socket", socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
        note("inet socket", socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0))
        let arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("true"), nil]
        note("exec", unsafe execve("/bin/true", arguments, nil))
        note("fork", fork())
        note("signal parent", kill(getppid(), 0))
        note("thread", startThread())
        var descriptors: [String] = []
        for number in Int32(0)..<256 where fcntl(number, F_GETFD) >= 0 {
            descriptors.append("\(number)")
        }
        lines.append("descriptors " + descriptors.joined(separator: ","))
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &limit)
        lines.append("core \(limit.rlim_max)")
        return lines.joined(separator: "\n")
    }

    private static func startThread() -> Int32 {
        var thread = pthread_t()
        let failure = unsafe pthread_create(&thread, nil, { _ in nil }, nil)
        guard failure == 0 else { return -failure }
        pthread_join(thread, nil)
        return 0
    }
}
