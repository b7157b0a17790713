// SPDX-License-Identifier: Apache-2.0
import Testing

/// All tests that start worker processes.
///
/// One after the other: each blocks its thread in a poll loop, and on a machine of two processors
/// two of them would stop every other test, whose time limits go on.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct WorkerProcessTests {}
