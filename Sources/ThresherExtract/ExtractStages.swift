// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// The stages of this family.
package enum ExtractStages {
    /// All of them, in the order of a usual pipeline.
    package static let all: [any Stage.Type] = [StructureStage.self, ExtractStage.self]
}
