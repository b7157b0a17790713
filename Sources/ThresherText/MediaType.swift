// SPDX-License-Identifier: Apache-2.0

/// What a media type says about a text.
package enum MediaType {
    /// Whether it is HTML or XML, by name or by the `+xml` suffix.
    package static func isMarkup(_ mediaType: String) -> Bool {
        mediaType == "text/html" || mediaType.hasSuffix("/xml") || mediaType.hasSuffix("+xml")
            || mediaType.hasSuffix("+html")
    }
}
