// SPDX-License-Identifier: Apache-2.0

/// The texts of the files in `pipelines/`, so that a build works without any file.
///
/// Generated: `UPDATE_GENERATED=1 swift test --filter BuiltInPipelinesTests` writes it anew.
package enum BuiltInPipelines {
    /// The text of a pipeline by its name.
    package static let texts: [String: String] = [
        "default": #"""
        # Everything that no other pipeline takes: pages of any kind to their main content.
        # The same text is built into Thresher, so that `thresher run --spool DIR` needs no file.

        name: default
        version: 1

        # No `match`: every page and text. Pipelines that say what they match are tried first.

        stages:
          # Bytes to text: byte order mark, declared character set, UTF-8, then what it looks like.
          - decode
          # Markup to blocks: headings, paragraphs, list items, quotes, code, table rows, links.
          - html_strip
          # The main content; navigation, related links and the like are left out.
          - content
          # Title, authors, dates, site, description, language, address, picture.
          - metadata
          # Unicode and white space in one form.
          - normalize
          # Whether the same text came before; the document is stored and says so.
          - dedup

        """#,
        "news": #"""
        # Articles of newspapers and agencies: what is dropped into `incoming/news/`.
        #
        # Agencies' texts appear on many sites. A text that came before is not stored again; the ledger
        # keeps which document has it.

        name: news
        version: 1

        match:
          path: news/**
          media_type: [text/html, application/xhtml+xml, text/plain]

        stages:
          - decode
          - html_strip
          - content
          - metadata
          - normalize
          - dedup:
              action: drop

        """#,
        "strip": #"""
        # Tags off, nothing clever: all the text that a browser would show.
        #
        # Beside other pipelines it takes what is dropped into `incoming/strip/`. Given by itself
        # (`--pipelines pipelines/strip.yaml`) it takes every path: a pipeline file that is named
        # instead of a folder needs no paths to be chosen.

        name: strip
        version: 1

        match:
          path: strip/**

        stages:
          - decode
          - html_strip
          - normalize

        """#,
    ]
}
