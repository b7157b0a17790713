// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// A decider whose memory people can check, and have forget, while no daemon uses it.
package protocol KeptDecider: SealingDecider {
    /// How many sealed runs it has.
    var runCount: Int { get }
    /// How many records are sealed in them.
    var sealedCount: Int { get }

    /// Whether bytes are a record of this version.
    static func isRecord(_ bytes: [UInt8]) -> Bool

    /// Seals all that makes a run.
    ///
    /// - Parameter wait: Waits for the jobs that its storage was given.
    func seal(waiting wait: () -> Void)

    /// The records of a document, or of an entry where records tell it.
    ///
    /// - Parameter id: The document's or the entry's.
    /// - Returns: Their numbers, and whether they are forgotten.
    /// - Throws: When the log cannot be read.
    func records(of id: String) throws(StageError) -> [(number: Int, isForgotten: Bool)]

    /// The records that make it forget others, to be added to the log.
    ///
    /// - Parameter numbers: Of records that are not forgotten.
    /// - Returns: The bytes.
    /// - Throws: When the log cannot be read.
    func forgetting(_ numbers: [Int]) throws(StageError) -> [[UInt8]]

    /// What is to be kept of a record: all, of a forgotten one its ids and relations, and of one
    /// that is missing or makes no sense that it is to be forgotten.
    func compacted(_ bytes: [UInt8], _ number: Int) -> [UInt8]

    /// How many records are missing or make no sense.
    ///
    /// - Throws: When the log cannot be read.
    func damagedCount() throws(StageError) -> Int

    /// The names of the sealed runs that are not what the log makes of their records.
    ///
    /// - Parameter storage: Where both are.
    /// - Returns: The names; those of the list and of missing runs among them.
    /// - Throws: When the log cannot be read.
    func wrongRuns(in storage: any DeciderStorage) throws(StageError) -> [String]
}
