// SPDX-License-Identifier: Apache-2.0
package import ThresherPlugin

/// The sinks of every build.
package enum StandardSinks {
    /// All of them.
    package static let all: [any Sink.Type] = [JSONSink.self, TextSink.self, MarkdownSink.self]
}
