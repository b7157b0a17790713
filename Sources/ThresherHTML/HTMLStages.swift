// SPDX-License-Identifier: Apache-2.0

package import ThresherPlugin

/// The stages of this family.
package enum HTMLStages {
    /// In the order in which a pipeline usually has them.
    package static let all: [any Stage.Type] = [
        HTMLStripStage.self, ContentStage.self, MetadataStage.self,
    ]

    /// The library that they stand on, with its version.
    package static var library: String { "libxml2 \(HTMLParser.version)" }
}
