// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// What a worker did to lock itself in, as it reports at its start.
package struct SandboxFacts: Sendable, Equatable {
    /// The version of the Landlock interface that was applied, 0 when none.
    package var landlock = 0
    /// Whether a filter refuses the system calls that no worker needs.
    package var filtersSystemCalls = false
    package var hasNoNewPrivileges = false
    package var hasNoCapabilities = false
    /// The limit of private memory in bytes, 0 when none.
    package var memoryLimit = 0
    /// What could not be applied and why, one line each.
    package var missing: [String] = []

    package init() {}

    /// For logs.
    package var fields: [JSONValue.Member] {
        [
            .init("landlock", .int(landlock)),
            .init("seccomp", .bool(filtersSystemCalls)),
            .init("no_new_privs", .bool(hasNoNewPrivileges)),
            .init("no_capabilities", .bool(hasNoCapabilities)),
            .init("memory_limit_bytes", .int(memoryLimit)),
        ] + (missing.isEmpty ? [] : [.init("missing", .array(missing.map { .string($0) }))])
    }

    func write(to writer: inout ByteWriter) {
        for byte in Frame.magic { writer.byte(byte) }
        writer.count(Frame.version)
        writer.count(landlock)
        for flag in [filtersSystemCalls, hasNoNewPrivileges, hasNoCapabilities] {
            writer.byte(flag ? 1 : 0)
        }
        writer.count(memoryLimit)
        writer.count(missing.count)
        for line in missing { writer.string(ResultCoding.shortened(line, to: 256)) }
    }

    static func read(_ reader: inout ByteReader) throws(WireError) -> SandboxFacts {
        try Greeting.checkMagic(&reader)
        var facts = SandboxFacts()
        facts.landlock = try reader.count(atMost: 1_000)
        facts.filtersSystemCalls = try reader.flag()
        facts.hasNoNewPrivileges = try reader.flag()
        facts.hasNoCapabilities = try reader.flag()
        facts.memoryLimit = try reader.count(atMost: .max)
        for _ in 0..<(try reader.count(atMost: 32)) {
            facts.missing.append(try reader.string(atMost: 256))
        }
        guard reader.isAtEnd else { throw WireError("bytes after the greeting") }
        return facts
    }
}
