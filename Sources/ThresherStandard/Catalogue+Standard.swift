// SPDX-License-Identifier: Apache-2.0
public import ThresherPlugin
import ThresherSinks
import ThresherText

extension Catalogue {
    /// The stages, readers and sinks that every Thresher has.
    ///
    /// Another build adds its own: `.standard + Catalogue(stages: [ShoutStage.self])`.
    public static var standard: Catalogue {
        Catalogue(
            stages: TextStages.all,
            readers: [DocumentReader.self],
            sinks: StandardSinks.all)
    }
}
