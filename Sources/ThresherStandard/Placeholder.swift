// SPDX-License-Identifier: Apache-2.0
public import ThresherPlugin

extension Catalogue {
    /// The built-in stages, readers and sinks.
    public static var standard: Catalogue { Catalogue() }
}
