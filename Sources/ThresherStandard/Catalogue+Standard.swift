// SPDX-License-Identifier: Apache-2.0
import ThresherDedup
import ThresherExtract
import ThresherHTML
public import ThresherPlugin
import ThresherSinks
import ThresherText

extension Catalogue {
    /// The stages, readers and sinks that every Thresher has.
    ///
    /// Another build adds its own: `.standard + Catalogue(stages: [ShoutStage.self])`.
    public static var standard: Catalogue {
        Catalogue(
            stages: TextStages.all + HTMLStages.all + ExtractStages.all + DedupStages.all,
            readers: [DocumentReader.self],
            sinks: StandardSinks.all,
            libraries: [HTMLStages.library])
    }
}
