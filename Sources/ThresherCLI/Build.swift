// SPDX-License-Identifier: Apache-2.0
import Synchronization
package import ThresherPlugin

/// What this executable was built of.
package enum Build {
    /// Thresher's own version.
    package static let number = "0.1.0"

    private static let box = Mutex(Catalogue())

    /// The stages, readers and sinks.
    package static var catalogue: Catalogue { box.withLock { $0 } }

    static func use(_ catalogue: Catalogue) { box.withLock { $0 = catalogue } }

    /// Thresher's version, Swift's and those of the libraries, one a line.
    package static var version: String {
        (["thresher \(number)", "Swift \(swift)"] + catalogue.libraries).joined(separator: "\n")
    }

    private static var swift: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3.2)
            "6.3.2 or later"
        #elseif compiler(>=6.3.1)
            "6.3.1"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
