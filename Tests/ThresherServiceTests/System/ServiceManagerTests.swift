// SPDX-License-Identifier: Apache-2.0
import Glibc
import TestSupport
import Testing
import ThresherService

@Suite(.timeLimit(.minutes(1)))
struct ServiceManagerTests {
    @Test func `says everything in one message`() throws {
        let folder = TemporaryFolder()
        let socket = try TestSocket(path: folder.file("notify"))
        let manager = ServiceManager(
            environment: Environment(["NOTIFY_SOCKET": folder.file("notify")]))
        #expect(manager.send(.ready, .status("3 waiting\nREADY=0")))
        #expect(
            String(decoding: try socket.receive(), as: UTF8.self)
                == "READY=1\nSTATUS=3 waiting\\nREADY=0")
        #expect(manager.send(.stopping, .alive, .extendTimeout(.seconds(30))))
        #expect(
            String(decoding: try socket.receive(), as: UTF8.self)
                == "STOPPING=1\nWATCHDOG=1\nEXTEND_TIMEOUT_USEC=30000000")
    }

    @Test func `reaches an abstract socket`() throws {
        let name = "@thresher-test-\(getpid())"
        let socket = try TestSocket(path: name)
        #expect(ServiceManager(environment: Environment(["NOTIFY_SOCKET": name])).send(.ready))
        #expect(try socket.receive() == Array("READY=1".utf8))
    }

    @Test(arguments: ["", "relative", "/no/such/socket", "/" + String(repeating: "x", count: 200)])
    func `does nothing without a manager`(path: String) {
        let manager = ServiceManager(
            environment: Environment(["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "1000000"]))
        #expect(!manager.send(.ready))
        #expect(!ServiceManager(environment: Environment([:])).send(.ready))
    }

    @Test(
        arguments: [
            (["WATCHDOG_USEC": "30000000"], Duration.seconds(30)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], .seconds(30)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], nil),
            (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
        ] as [([String: String], Duration?)])
    func `knows the watchdog's patience`(variables: [String: String], expected: Duration?) {
        var variables = variables
        variables["NOTIFY_SOCKET"] = "@nobody"
        let manager = ServiceManager(environment: Environment(variables), process: 7)
        #expect(manager.watchdog == expected)
    }
}
