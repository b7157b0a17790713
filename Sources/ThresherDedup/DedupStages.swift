// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// The stages of this family.
package enum DedupStages {
    /// All of them.
    package static let all: [any Stage.Type] = [DedupStage.self]
}
