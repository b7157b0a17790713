// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import ThresherSpool

/// Every run here is the real spool code on a simulated disk.
struct CrashModelTests {
    static let scenarios: [CrashModel.Scenario] = [
        .init(name: "one", inputs: [("a", "A1")], bundleLimit: 1),
        .init(name: "two bundles", inputs: [("a", "A1"), ("b", "B")], bundleLimit: 1),
        .init(name: "three", inputs: [("a", "A1"), ("b", "B"), ("d/c", "C")]),
        .init(
            name: "left in place", inputs: [("a", "A1"), ("b", "B"), ("c", "C")],
            isConsumed: false),
        .init(name: "dropped again", inputs: [("a", "A1"), ("b", "B")], dropAgain: "A2"),
        .init(
            name: "name taken", inputs: [("a", "A1"), ("b", "B")],
            foreign: ["/output/a.json"]),
        .init(
            name: "one disk", inputs: [("a", "A1"), ("b", "B"), ("c", "C")], disks: 1),
        .init(
            name: "output deleted", inputs: [("a", "A1"), ("d/b", "B"), ("d/c", "C")],
            deletion: ("/output/d", 30), isConsumed: true),
        .init(
            name: "new state", inputs: [("a", "A1"), ("b", "B")], bundleLimit: 1,
            isNewState: true),
    ]

    private static var scale: Int {
        Int(ProcessInfo.processInfo.environment["THRESHER_CRASH_STATES"] ?? "") ?? 40
    }

    @Test(arguments: scenarios.indices, SimulatedDisk.Crash.allCases)
    func `no crash loses, doubles or tears a document`(
        index: Int, crash: SimulatedDisk.Crash
    ) {
        var model = CrashModel(CrashModelTests.scenarios[index], crash)
        model.stateLimit = CrashModelTests.scale
        let violations = model.explore()
        #expect(violations.count == 0, "\(violations)")
    }

    @Test(arguments: Array(stride(from: 3, through: 36, by: 3)))
    func `a kill after the output was deleted with its private folder loses no outcome`(
        changes: Int
    ) {
        let scenario = CrashModel.Scenario(
            name: "all deleted", inputs: [("a", "A1"), ("b", "B")],
            deletion: ("/output", changes), bundleLimit: 1)
        var model = CrashModel(scenario, .kill)
        model.stateLimit = CrashModelTests.scale
        let violations = model.explore()
        #expect(violations.count == 0, "\(violations)")
    }

    @Test(arguments: Array(stride(from: 4, through: 24, by: 2)), SimulatedDisk.Crash.allCases)
    func `an output whose name is taken late is called in the ledger what it is called`(
        changes: Int, crash: SimulatedDisk.Crash
    ) {
        let scenario = CrashModel.Scenario(
            name: "taken late", inputs: [("a", "A1"), ("b", "B")],
            arrival: ("/output/a.json", changes))
        var model = CrashModel(scenario, crash)
        model.stateLimit = CrashModelTests.scale / 2
        let violations = model.explore()
        #expect(violations.count == 0, "\(violations)")
    }
}

/// A model that cannot fail proves nothing: without a barrier it has to find something.
struct CrashModelAblationTests {
    private func explore(
        _ skips: Set<SimulatedFileSystem.Skip>, _ crash: SimulatedDisk.Crash, scenario: Int = 2
    ) -> CrashModel.Violations {
        var model = CrashModel(CrashModelTests.scenarios[scenario], crash)
        model.skips = skips
        model.stateLimit = 60
        return model.explore()
    }

    @Test func `without a barrier on the output the model finds lost or torn documents`() {
        let violations = explore([.syncFileSystem(disk: 1)], .weak)
        #expect(violations.lost + violations.torn > 0, "\(violations)")
    }

    @Test func `without a barrier on the spool the model finds lost or doubled documents`() {
        let violations = explore([.syncFileSystem(disk: 0)], .weak)
        #expect(violations.count > 0, "\(violations)")
    }

    @Test func `without a sync of the commit's folder the model finds doubled documents`() {
        let violations = explore([.syncFolder], .weak, scenario: 3)
        #expect(violations.doubled + violations.lost > 0, "\(violations)")
    }
}
