// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What the worker processes need of the system and Swift's Glibc module lacks. Functions that can
// fail return 0 or a value on success and a negative errno value on failure.

// --- The status page: one page of shared memory through which a worker says what it runs, so that
// the daemon can read it after the worker died. Everything in it is a claim, not a fact.

typedef struct thresher_page thresher_page;

enum { thresher_stage_capacity = 64 };

// What a worker says about itself.
typedef struct {
    uint64_t token;     // the job
    int64_t record;     // the record in it
    uint64_t progress;  // grows with every record and whenever the worker has done something
    uint32_t state;     // the worker's own states, opaque here
    uint32_t stage_length;
    char stage[thresher_stage_capacity];
} thresher_note;

// What the crash handler left.
typedef struct {
    int32_t signal;           // 0: no crash was seen
    int32_t error;            // errno at the crash; the caller clears it when a stage starts
    int32_t is_external;      // another process sent the signal
    int32_t stack_exhausted;  // the fault lies at the end of the stack
} thresher_crash;

// Creates a page in a sealed memory file; its descriptor (close-on-exec) goes to `descriptor`.
// NULL, with the errno value in thresher_errno(), when that fails.
thresher_page *thresher_page_create(int *descriptor);
int thresher_errno(void);
// Maps the page of an inherited descriptor; NULL when it is none.
thresher_page *thresher_page_attach(int descriptor);
void thresher_page_release(thresher_page *page);
// Publishes a note. A reader, or a death at any moment, sees this one or the one before, whole.
void thresher_page_note(thresher_page *page, const thresher_note *note);
void thresher_page_read(const thresher_page *page, thresher_note *note);
// The daemon asks the worker to end before its next job.
void thresher_page_request_stop(thresher_page *page);
int thresher_page_stop_requested(const thresher_page *page);
void thresher_page_crash(const thresher_page *page, thresher_crash *crash);
void thresher_page_note_crash(thresher_page *page, const thresher_crash *crash);

// --- The daemon's end.

// Starts a program with descriptors 0 `input`, 1 and 2 `output`, 3 `channel`, 4 `page` and no
// other; it dies with the calling thread, and ignores the terminal's and the service manager's
// signals. `pidfd` is -1 where the kernel has none.
int thresher_spawn(
    const char *path, char *const arguments[], char *const environment[], int input, int output,
    int channel, int page, pid_t *pid, int *pidfd);
// 1 when the child has ended and is reaped, 0 while it runs. `peak` is in bytes.
int thresher_reap(pid_t pid, int *status, uint64_t *peak);
// The most memory that this process ever had resident, in bytes.
uint64_t thresher_peak_memory(void);
int thresher_exit_code(int status);  // -1 when a signal ended it
int thresher_exit_signal(int status);  // 0 when it exited
int thresher_send_signal(pid_t pid, int pidfd, int signal);

// A connected pair of stream sockets, close-on-exec, the first non-blocking.
int thresher_channel(int *near, int *far);
// A pipe, close-on-exec, its reading end non-blocking.
int thresher_pipe(int *reading, int *writing);
// Sends bytes, and a descriptor with the first of them unless it is negative.
ssize_t thresher_send(int channel, const void *bytes, size_t count, int descriptor);
// Receives bytes; descriptors that come along are refused by the kernel.
ssize_t thresher_receive(int channel, void *bytes, size_t count);
// Receives bytes and at most one descriptor, -1 when none came.
ssize_t thresher_receive_descriptor(int channel, void *bytes, size_t count, int *descriptor);

// Opens a file of /proc/<pid>, and reads the whole numbers at its beginning.
int thresher_open_process_file(pid_t pid, const char *name);
int thresher_read_numbers(int descriptor, uint64_t *numbers, int capacity);

int thresher_epoll_create(void);
int thresher_epoll_add(int epoll, int descriptor, uint64_t tag, int writing);
int thresher_epoll_change(int epoll, int descriptor, uint64_t tag, int writing);
int thresher_epoll_remove(int epoll, int descriptor);
// The tags of what is ready, without waiting.
int thresher_epoll_ready(int epoll, uint64_t *tags, int capacity);

// --- The worker's end.

// Sets the process's name, and makes the kernel prefer it when memory runs out.
void thresher_worker_identify(const char *name);
// Notes fatal signals on the page before the process dies of them.
int thresher_crash_handler_install(thresher_page *page);
void thresher_clear_errno(void);
int thresher_limit_data(uint64_t bytes);
int thresher_limit_core(void);
int thresher_limit_file_size(void);
int thresher_limit_descriptors(uint64_t count);
int thresher_no_new_privileges(void);
int thresher_drop_capabilities(void);
// The version of Landlock's interface, 0 where the kernel has none.
int thresher_landlock_version(void);
// Forbids all files that are not open, TCP, and signals to others.
int thresher_landlock_apply(void);
// Refuses system calls that reach other processes, the network, new programs, and files that are
// not open.
int thresher_syscall_filter_apply(void);
