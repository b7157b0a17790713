// SPDX-License-Identifier: Apache-2.0
import Testing
import ThresherWorker

struct WatchTests {
    private let tick = Watch.interval

    @Test func `counts the time at one document and starts anew with the next`() {
        var watch = Watch()
        watch.start(0)
        #expect(watch.due == tick)
        _ = watch.look(tick, .init(progress: 1))
        for turn in 2...5 { _ = watch.look(tick * UInt64(turn), .init(progress: 1)) }
        #expect(watch.counted == 4 * tick)
        #expect(watch.look(6 * tick, .init(progress: 2)) == 0)
    }

    @Test func `does not count waiting for the owner or for a processor`() {
        var watch = Watch()
        watch.start(0)
        _ = watch.look(tick, .init(progress: 1))
        #expect(watch.look(2 * tick, .init(progress: 1, isSending: true)) == 0)
        #expect(watch.look(3 * tick, .init(progress: 1, processorWait: tick / 4)) == tick / 4 * 3)
        #expect(watch.look(4 * tick, .init(progress: 1, processorWait: 9 * tick)) == tick / 4 * 3)
    }

    @Test func `counts at most half a second for a time in which nobody looked`() {
        var watch = Watch()
        watch.start(0)
        _ = watch.look(tick, .init(progress: 1))
        #expect(watch.look(1_000 * tick, .init(progress: 1)) == 5 * tick)
        // A clock that steps back counts nothing.
        #expect(watch.look(10 * tick, .init(progress: 1)) == 5 * tick)
    }

    @Test func `goes on while the worker has something to do`() {
        var watch = Watch()
        watch.start(0)
        watch.start(tick / 2)
        #expect(watch.due == tick)
        watch.stop()
        #expect(watch.due == nil)
    }
}
