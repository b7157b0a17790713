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
        #
        # What a pipeline file can say:
        #
        #   name      a-z, 0-9, '_' and '-'. Left out: the file's name.
        #   version   your own number of the file; every document states it.
        #   match     which files it takes. Left out: all that are text.
        #               path: [news/**, "*/today-?.html"]   below incoming/; ** crosses folders
        #               media_type: [text/html, text/*]
        #             Pipelines with paths are tried first, then those with media types alone, then
        #             those with neither; among equals by file name. A file goes to the first that fits.
        #   reader    how a file becomes documents. Left out: document, the whole file is one.
        #   stages    in order, each a name, or a name and below it, indented deeper, its options and
        #               when:              conditions; all must hold, or the stage is skipped:
        #                 media_type, path, language, page_type: one of these words
        #                 has, lacks: fields of the document, such as title, with or without a value
        #               on_error:          quarantine (the default), reject or pass
        #
        # `thresher stages` lists the stages, STAGES.md beside this file describes them, and
        # `thresher check FILE` says what is wrong with a file.

        name: default
        version: 1

        stages:
          # Bytes to text: byte order mark, declared character set, UTF-8, then what it looks like.
          - decode
          # Markup to blocks: headings, paragraphs, list items, quotes, code, table rows, links.
          - html_strip
          # The main content; navigation, related links and the like are left out.
          - content
          # Title, authors, dates, site, description, language, address, picture.
          - metadata
          # Bylines, datelines, captions and teasers out of the text, each into its field.
          - structure
          # Unicode and white space in one form.
          - normalize
          # The language of the text, with a confidence.
          - language
          # Who says what, how many of what, when, who and where.
          - extract
          # Measures of quality: Gopher's, C4's and FineWeb's; nothing is left out for them.
          - quality
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
          - structure
          - normalize
          - language
          - extract
          - quality
          # With a memory of its own: what other pipelines have stored is no reason to drop an article.
          - dedup:
              action: drop
              index: news

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
