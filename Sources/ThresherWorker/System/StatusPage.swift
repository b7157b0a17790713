// SPDX-License-Identifier: Apache-2.0
import CThresherSystem

/// The page of shared memory through which a worker says what it runs.
///
/// What the daemon reads from it is the worker's claim: it is copied out and bounded, and decides
/// about blame only.
@safe final class StatusPage {
    /// What a worker is doing.
    enum State: UInt32 {
        /// Waits for a job.
        case idle
        /// Runs one.
        case running
        /// Waits for the daemon to take a result.
        case sending
    }

    /// What a worker said last.
    struct Note: Equatable {
        var token: UInt64
        var record: Int
        var progress: UInt64
        var state: State
        /// At most 64 bytes, printable.
        var stage: String
    }

    /// What was noted at a fatal signal.
    struct Crash: Equatable {
        var signal: Int32
        /// The value of errno at the time.
        var error: Int32
        /// Whether another process sent the signal.
        var isExternal: Bool
        var isStackExhausted: Bool
    }

    private let page: OpaquePointer
    private var note = thresher_note()

    /// Makes a page, and the descriptor to hand to the worker.
    static func create() throws(SystemError) -> (page: StatusPage, file: Descriptor) {
        var number: Int32 = -1
        guard let page = unsafe thresher_page_create(&number) else {
            throw SystemError("make a status page", thresher_errno())
        }
        return (unsafe StatusPage(page), Descriptor(number))
    }

    /// Opens the page that was handed over; `nil` when the descriptor is none.
    static func attach(_ descriptor: Int32) -> StatusPage? {
        guard let page = unsafe thresher_page_attach(descriptor) else { return nil }
        return unsafe StatusPage(page)
    }

    private init(_ page: OpaquePointer) { unsafe self.page = page }

    deinit { unsafe thresher_page_release(page) }

    // MARK: The worker's side

    /// Says what runs now.
    func enter(token: UInt64, record: Int, stage: String) {
        note.token = token
        if note.record != Int64(record) || note.state != State.running.rawValue {
            note.record = Int64(record)
            note.progress &+= 1
        }
        note.state = State.running.rawValue
        var stage = stage
        note.stage_length = stage.withUTF8 { units in
            let count = min(units.count, Int(thresher_stage_capacity))
            unsafe withUnsafeMutableBytes(of: &note.stage) {
                unsafe $0.copyMemory(
                    from: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: units[..<count])))
            }
            return UInt32(count)
        }
        unsafe thresher_page_note(page, &note)
    }

    /// Says that something else than a stage goes on.
    func become(_ state: State) {
        note.state = state.rawValue
        note.progress &+= 1
        unsafe thresher_page_note(page, &note)
    }

    /// Whether the daemon wants the worker to end before its next job.
    var isStopRequested: Bool { unsafe thresher_page_stop_requested(page) != 0 }

    /// Makes fatal signals leave a note.
    func installCrashHandler() throws(SystemError) {
        let failure = unsafe thresher_crash_handler_install(page)
        guard failure == 0 else { throw SystemError("catch fatal signals", -failure) }
    }

    // MARK: The daemon's side

    /// What the worker said last.
    func read() -> Note {
        var raw = thresher_note()
        unsafe thresher_page_read(page, &raw)
        let length = Int(min(raw.stage_length, UInt32(thresher_stage_capacity)))
        let stage = unsafe withUnsafeBytes(of: &raw.stage) { unsafe Array($0.prefix(length)) }
        return Note(
            token: raw.token,
            record: Int(max(0, min(raw.record, Int64(ResultCoding.Limit.record)))),
            progress: raw.progress,
            state: State(rawValue: raw.state) ?? .running, stage: LastWords.escaped(stage))
    }

    /// What the crash handler noted, `nil` when it never ran.
    func crash() -> Crash? {
        var raw = thresher_crash()
        unsafe thresher_page_crash(page, &raw)
        guard raw.signal != 0 else { return nil }
        return Crash(
            signal: raw.signal, error: raw.error, isExternal: raw.is_external != 0,
            isStackExhausted: raw.stack_exhausted != 0)
    }

    /// Asks the worker to end before its next job.
    func requestStop() { unsafe thresher_page_request_stop(page) }
}
