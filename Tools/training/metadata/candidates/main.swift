// SPDX-License-Identifier: Apache-2.0

// Prints, for each page named on the command line, one line of JSON with all candidates for title,
// date and writers and their features, as the stage `metadata` sees them. The training reads it.

import Foundation
import ThresherHTML

for path in CommandLine.arguments.dropFirst() {
    guard let bytes = FileManager.default.contents(atPath: path) else {
        FileHandle.standardError.write(Data("cannot read \(path)\n".utf8))
        exit(74)
    }
    let page = String(decoding: bytes, as: UTF8.self)
    print(CandidateReport.json(page: page, name: URL(fileURLWithPath: path).lastPathComponent))
}
