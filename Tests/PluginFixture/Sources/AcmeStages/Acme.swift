// SPDX-License-Identifier: Apache-2.0
public import ThresherPlugin

extension Catalogue {
    /// The example's stages and reader.
    public static var acme: Catalogue {
        Catalogue(
            stages: [ShoutStage.self, PoisonStage.self, PauseStage.self],
            readers: [LinesReader.self])
    }
}
