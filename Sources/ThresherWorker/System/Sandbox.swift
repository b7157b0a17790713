// SPDX-License-Identifier: Apache-2.0
import CThresherSystem

/// How a worker locks itself in.
///
/// Each part is tried on its own; what fails is reported.
enum Sandbox {
    /// Applies everything, irrevocably, to this process.
    static func apply(_ greeting: Greeting) -> SandboxFacts {
        var facts = SandboxFacts()
        func attempt(_ what: String, _ result: Int32) -> Bool {
            if result < 0 { facts.missing.append("\(what): \(SystemError.text(-result))") }
            return result >= 0
        }
        _ = attempt("core limit", thresher_limit_core())
        _ = attempt("file size limit", thresher_limit_file_size())
        _ = attempt("descriptor limit", thresher_limit_descriptors(UInt64(greeting.descriptors)))
        if greeting.memoryLimit > 0,
            attempt("memory limit", thresher_limit_data(UInt64(greeting.memoryLimit)))
        {
            facts.memoryLimit = greeting.memoryLimit
        }
        facts.hasNoNewPrivileges = attempt("no_new_privs", thresher_no_new_privileges())
        // Before the capabilities go: without them, Landlock and the filter need no_new_privs.
        if attempt("landlock", thresher_landlock_apply()) {
            facts.landlock = Int(thresher_landlock_version())
        }
        facts.hasNoCapabilities = attempt("capabilities", thresher_drop_capabilities())
        facts.filtersSystemCalls = attempt(
            "system call filter", thresher_syscall_filter_apply())
        return facts
    }
}
