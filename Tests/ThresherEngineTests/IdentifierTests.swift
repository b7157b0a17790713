// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherEngine

struct IdentifierTests {
    @Test func `entry ids rise strictly, even when the clock steps back`() {
        var maker = EntryIDMaker(random: { 7 })
        let ids = [5, 5, 9, 9, 3, 3, 10].map { maker.next(milliseconds: $0) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { EntryID($0.text) == $0 })
    }

    @Test func `more ids than a millisecond can count still rise`() {
        var maker = EntryIDMaker(random: { .max })
        var last = maker.next(milliseconds: 1)
        for _ in 0..<70_000 {
            let next = maker.next(milliseconds: 1)
            #expect(last < next)
            last = next
        }
    }

    @Test func `an entry id begins with its time`() {
        var maker = EntryIDMaker(random: { 0 })
        // 2016-07-30T23:54:10.259Z, the example of the ULID specification.
        #expect(maker.next(milliseconds: 1_469_922_850_259).text.hasPrefix("01ARZ3NDEK"))
    }

    @Test(arguments: ["", "01ARZ3NDEK", "01ARZ3NDEKTSV4RRFFQ69G5FAU", "01arz3ndektsv4rrffq69g5fav"])
    func `what is no entry id is refused`(text: String) {
        #expect(EntryID(text) == nil)
    }

    @Test func `a document id depends on content and record number alone`() {
        let digest = Digest(of: Array("abc".utf8))
        #expect(
            digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let whole = DocumentID.make(sha256: digest, record: nil)
        #expect(whole.utf8.count == 26)
        #expect(whole == DocumentID.make(sha256: digest, record: nil))
        #expect(
            Set([nil, 0, 1].map { DocumentID.make(sha256: digest, record: $0) }).count == 3)
    }

    @Test func `a running digest equals the digest of the whole`() {
        var running = RunningDigest()
        running.add(Array("ab".utf8))
        running.add(Array("c".utf8))
        #expect(running.finish() == Digest(of: Array("abc".utf8)))
    }
}
