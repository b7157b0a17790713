// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

// File system calls that Swift's Glibc lacks or that need a C struct. Every function returns a
// result of zero or more, or the negated error number.

/// What `thresher_file_status` and `thresher_path_status` find.
typedef struct {
    uint64_t device;
    uint64_t inode;
    uint64_t size;
    int64_t modified_ns;
    int64_t changed_ns;
    uint32_t mode;
    uint32_t links;
} thresher_status;

/// What `thresher_file_system_space` finds.
typedef struct {
    uint64_t free_bytes;
    uint64_t free_inodes;
    /// Zero where the file system does not count inodes.
    uint64_t inodes;
    /// Whether the file system is known to be served over a network.
    int is_remote;
} thresher_space;

/// Opens a folder that may be named by any path, symbolic links followed.
int thresher_open_folder(const char *path);
/// Opens what is beneath a folder, following no symbolic link and never leaving it.
int thresher_open_beneath(int folder, const char *path, int folders_only);
/// Creates a file that must not exist, for writing.
int thresher_create_file(int folder, const char *name, uint32_t mode);
/// Opens or creates a file for appending.
int thresher_open_append(int folder, const char *name, uint32_t mode);
int thresher_close(int descriptor);
/// Lets `descriptor` stand for what `other` is open on, in one step, and closes `other`.
int thresher_adopt(int other, int descriptor);

/// Writes all bytes.
int thresher_write_all(int descriptor, const void *bytes, size_t count);
/// Reads at an offset until `count` bytes or the end.
int64_t thresher_read_at(int descriptor, void *bytes, size_t count, int64_t offset);
int thresher_truncate(int descriptor, int64_t size);

int thresher_sync_data(int descriptor);
int thresher_sync_all(int descriptor);
int thresher_sync_file_system(int descriptor);

int thresher_file_status(int descriptor, thresher_status *status);
int thresher_path_status(int folder, const char *path, thresher_status *status);
int thresher_file_system_space(int descriptor, thresher_space *space);

/// Renames. Without `replacing` an existing target is an error; where the file system cannot do
/// that in one step, the target is looked for first.
int thresher_rename(
    int from_folder, const char *from, int to_folder, const char *to, int replacing);
int thresher_remove(int folder, const char *path, int is_folder);
int thresher_make_folder(int folder, const char *path, uint32_t mode);
/// Takes an exclusive lock without waiting.
int thresher_lock(int descriptor);
/// 1 when somebody else has the lock, 0 when nobody has.
int thresher_is_locked(int descriptor);

/// Reads entries of a folder from where its descriptor stands.
int64_t thresher_read_folder(int descriptor, void *buffer, size_t count);
/// Takes the entry at `*offset` out of such a buffer and moves on.
/// `*kind` is a `DT_` value. Returns the length of the name.
int64_t thresher_next_entry(
    const void *buffer, size_t *offset, const char **name, uint8_t *kind);

int thresher_watch_open(void);
/// Watches a folder for what arrives in it and for being moved itself. What leaves it is no event:
/// each claim would be one.
int thresher_watch_add(int watcher, const char *path);
int thresher_watch_remove(int watcher, int watch);
/// Reads pending events; zero when there are none.
int64_t thresher_watch_read(int watcher, void *buffer, size_t count);

#define THRESHER_WATCH_ARRIVED 1
#define THRESHER_WATCH_RENAMED_IN 2
#define THRESHER_WATCH_LEFT 4
#define THRESHER_WATCH_FOLDER 8
#define THRESHER_WATCH_OVERFLOW 16
#define THRESHER_WATCH_GONE 32
#define THRESHER_WATCH_CLOSED 64
#define THRESHER_WATCH_OPENED 128

/// Takes the event at `*offset` out of such a buffer and moves on. Returns the length of the name.
int64_t thresher_next_event(
    const void *buffer, size_t *offset, int *watch, uint32_t *what, const char **name);

uint64_t thresher_monotonic_ns(void);
uint64_t thresher_wall_ms(void);
int thresher_process_id(void);
