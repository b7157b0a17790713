// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing
import ThresherSpool

struct MappedFileTests {
    @Test
    func `whoever reads what was cut off a mapped file dies with a line that says what to do`()
        async
    {
        let result = await #expect(
            processExitsWith: .signal(SIGBUS), observing: [\.standardErrorContent]
        ) {
            let real = try RealFolders()
            let files = PosixFileSystem()
            let root = try files.openRoot(BytePath(real.root))
            let file = try files.createFile("run", in: root)
            try files.write([UInt8](repeating: 7, count: 16_384), to: file)
            let mapped = try files.map(files.openFile("run", in: root), byteCount: 16_384)
            mapped.withWords { #expect($0[2047] == 0x0707_0707_0707_0707) }
            let isCut = unsafe truncate(real.root + "/run", 8) == 0
            #expect(isCut)
            mapped.withWords { print($0[2047]) }
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("made anew from its log"))
    }
}
