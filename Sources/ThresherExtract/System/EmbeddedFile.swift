// SPDX-License-Identifier: Apache-2.0
import CThresherLexicon

/// The data files that are part of the executable.
enum EmbeddedFile {
    /// The bytes of a file by its name, such as `en` or `places`; empty when there is none.
    static func bytes(_ name: String) -> [UInt8] {
        for index in 0..<thresher_lexicon_count() {
            // Both pointers are to constants of the executable, of the length that comes with them.
            guard let found = unsafe thresher_lexicon_name(index),
                unsafe String(cString: found) == name
            else { continue }
            var count = 0
            guard let bytes = unsafe thresher_lexicon_bytes(index, &count) else { return [] }
            return unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
        }
        return []
    }
}
