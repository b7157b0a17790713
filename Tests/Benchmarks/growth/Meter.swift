// SPDX-License-Identifier: Apache-2.0
import Glibc

/// What the machine says about this process.
enum Meter {
    /// CPU time of this thread, in seconds.
    static func threadCPU() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }
    /// CPU time of all threads, in seconds.
    static func processCPU() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }
    /// Time that has passed, in seconds.
    static func wall() -> Double { seconds(CLOCK_MONOTONIC) }

    /// Memory of this process's own, and of mapped files, in bytes.
    static func resident() -> (own: Int, mapped: Int) {
        let text = read("/proc/self/status")
        return (number("RssAnon:", text) * 1024, number("RssFile:", text) * 1024)
    }

    /// Bytes that were given to write calls.
    static func written() -> Int { number("wchar:", read("/proc/self/io")) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func number(_ name: String, _ text: String) -> Int {
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            return Int(line.dropFirst(name.count).filter { $0.isNumber }) ?? 0
        }
        return 0
    }

    private static func read(_ path: String) -> String {
        let file = unsafe open(path, O_RDONLY)
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = unsafe Glibc.read(file, &bytes, bytes.count)
        close(file)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

/// Aligns a row of a table.
func row(_ cells: [String]) {
    print(cells.map { String(repeating: " ", count: max(0, 11 - $0.count)) + $0 }.joined())
}

extension Double {
    /// So many digits after the point.
    func digits(_ count: Int) -> String {
        let scale = count == 0 ? 1.0 : count == 1 ? 10 : 100
        let value = Int((self * scale).rounded())
        guard count > 0 else { return "\(value)" }
        let part = "\(value % Int(scale))"
        return "\(value / Int(scale))."
            + String(repeating: "0", count: count - part.count) + part
    }
}
