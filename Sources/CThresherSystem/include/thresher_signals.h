// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdint.h>

/// Blocks SIGTERM, SIGINT and SIGHUP in this thread and those it starts later, ignores SIGPIPE, and
/// returns a non-blocking descriptor that becomes readable when one of them arrives; -1 and errno
/// on failure. A process that is started later inherits the mask: thresher_spawn clears it.
int thresher_signals_open(void);

/// The number of the next signal that arrived, 0 when there is none.
int thresher_signals_next(int descriptor);

/// A non-blocking event counter descriptor (eventfd); -1 and errno on failure.
int thresher_wake_open(void);
/// Makes the descriptor readable.
void thresher_wake_signal(int descriptor);
/// Makes the descriptor unreadable again.
void thresher_wake_drain(int descriptor);

/// Lets a process say on standard error why it dies when SIGBUS tells that a mapped file was cut or
/// cannot be read from its disk; it dies of it as it would have. May be called again.
void thresher_bus_error_announce(void);
