// SPDX-License-Identifier: Apache-2.0
package import ThresherEngine

/// The exclusive taking of an entry, which lasts until its outcome is committed.
package struct Claim: Sendable {
    /// Where it lives; the entry's id, the attempt and the original path are in it.
    package let name: WorkName
    /// The open file, for reading; closed by ``Intake/confirm(_:)`` or ``Intake/abandon(_:)``.
    package let descriptor: Descriptor
    /// What the file was when it was opened.
    package let status: FileStatus
    /// Whether a worker must have no other entry beside it, because the one that did may have died
    /// of it.
    package let isAlone: Bool
    /// When it was handed out, milliseconds since 1970.
    package let claimed: UInt64

    package var entry: EntryID { name.entry }
    /// Counted from 1; the next one begins when a worker has died on the entry alone.
    package var attempt: Int { name.attempt }
    /// The path below `incoming/`.
    package var path: BytePath { name.path }
    /// The number of bytes.
    package var size: Int { status.size }
}
