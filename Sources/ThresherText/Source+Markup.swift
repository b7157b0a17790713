// SPDX-License-Identifier: Apache-2.0
import ThresherPlugin

extension Source {
    /// Whether the media type says HTML or XML, by name or by the `+xml` suffix.
    var isMarkup: Bool {
        mediaType == "text/html" || mediaType.hasSuffix("/xml") || mediaType.hasSuffix("+xml")
            || mediaType.hasSuffix("+html")
    }
}
