// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The variables a process was started with; a dictionary in tests.
package struct Environment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// Takes the variables as given.
    package init(_ values: [String: String]) { lookUp = { values[$0] } }

    private init(lookUp: @escaping @Sendable (String) -> String?) { self.lookUp = lookUp }

    /// This process's own.
    ///
    /// Thresher never changes them, so reading is safe on any thread.
    package static let process = Environment { name in
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// The value of a variable.
    package subscript(_ name: String) -> String? { lookUp(name) }
}
