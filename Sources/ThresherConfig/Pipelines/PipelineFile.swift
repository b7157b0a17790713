// SPDX-License-Identifier: Apache-2.0
import ThresherEngine

/// A pipeline with the places that later checks speak about.
struct PipelineFile {
    let checker: Checker
    /// What the file says, all options with their values.
    var definition: PipelineDefinition
    /// Where `name:` has its value; the file's begin without it.
    var nameOffset: Int
    /// Where `match:` stands; that of `stages:` without it.
    var matchOffset: Int
    /// Whether a stage is left out of the steps because nobody knows it.
    var hasUnknownStage = false
    /// Where each step's stage is named.
    var stepOffsets: [Int] = []
    /// Where each step's guards stand, with their words.
    var guardOffsets: [[GuardOffsets]] = []
}

/// Where a guard's key and words stand.
struct GuardOffsets {
    var key: Int
    var words: [Int]
}
