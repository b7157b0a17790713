// SPDX-License-Identifier: Apache-2.0

/// A decider that seals what it derives from old records in files, so that neither its memory nor
/// its start grows with them.
public protocol SealingDecider: Decider {
    /// Gives it its storage, before the first record is restored.
    ///
    /// - Returns: From where on records must be restored; what is before is in its sealed files.
    func attach(_ storage: any DeciderStorage) -> RecordPlace

    /// Says that records are missing, because the log is damaged: the next one has this number.
    func skip(to number: Int)
}

/// A place between two commits in a decider's log.
public struct RecordPlace: Sendable, Hashable {
    /// Where the next commit's records start, in bytes.
    public var offset: Int
    /// Where those of the last commit before it start.
    public var previous: Int
    /// The number of the last commit before it.
    public var bundle: Int
    /// The number of the next record; the first of a log has 0.
    public var number: Int

    /// Creates a place.
    public init(offset: Int, previous: Int, bundle: Int, number: Int) {
        self.offset = offset
        self.previous = previous
        self.bundle = bundle
        self.number = number
    }

    /// The place before all records.
    public static let start = RecordPlace(offset: 0, previous: 0, bundle: 0, number: 0)
}

/// The durable records of a decider, and files beside them that can always be made again.
///
/// May be used from several threads.
public protocol DeciderStorage: AnyObject, Sendable {
    /// Whether the log has what it had when a place was told.
    func holds(_ place: RecordPlace) -> Bool

    /// How long the log is, in bytes.
    var byteCount: Int { get }

    /// Goes through committed records, whole commits at a time, until there were enough.
    ///
    /// - Parameters:
    ///   - place: Where to begin.
    ///   - limit: How many records are enough.
    ///   - body: Takes a record, its number, and its offset for ``record(at:)``.
    /// - Returns: Where it stopped.
    /// - Throws: When the log cannot be read.
    func records(
        from place: RecordPlace, limit: Int,
        _ body: (_ record: [UInt8], _ number: Int, _ offset: Int) -> Void
    ) throws(StageError) -> RecordPlace

    /// Reads one record; `nil` when there is none.
    func record(at offset: Int) -> [UInt8]?

    /// The names of the files.
    var fileNames: [String] { get }

    /// Opens a file; `nil` when it cannot be read.
    func open(_ name: String) -> (any SealedFile)?

    /// Writes a file that takes its name when it is whole and durable, as are all records so far.
    ///
    /// - Parameters:
    ///   - name: Lower-case letters, digits, `-` and `.`.
    ///   - body: Hands out the file's words in order.
    /// - Throws: When it cannot be written.
    func write(
        _ name: String,
        _ body: (_ emit: @escaping ([UInt64]) throws(StageError) -> Void) throws(StageError) -> Void
    ) throws(StageError)

    /// Removes a file, which may be gone.
    func remove(_ name: String)

    /// Says that a file is damaged or could not be written, for the log of events.
    func report(_ name: String, _ problem: String)

    /// Does a job on another thread, after those that were given before.
    func perform(_ job: @escaping @Sendable () -> Void)
}

/// A file of 64-bit words, mapped into memory.
public protocol SealedFile: AnyObject, Sendable {
    /// The number of words.
    var wordCount: Int { get }
    /// Lends the words.
    func withWords<Result>(_ body: (Span<UInt64>) -> Result) -> Result
}
