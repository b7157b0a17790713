// SPDX-License-Identifier: Apache-2.0
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "thresher_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int result(long value) { return value < 0 ? -errno : (int)value; }

int thresher_open_folder(const char *path) {
    return result(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

// For kernels or sandboxes without openat2: one component at a time, none of them a link.
static int open_step_by_step(int folder, const char *path, int flags) {
    int current = folder;
    char name[256];
    for (;;) {
        size_t length = strcspn(path, "/");
        int is_last = path[length] == 0;
        if (length == 0 || length > 255) {
            if (current != folder) close(current);
            return length == 0 ? -EINVAL : -ENAMETOOLONG;
        }
        memcpy(name, path, length);
        name[length] = 0;
        if (strcmp(name, "..") == 0) {
            if (current != folder) close(current);
            return -EXDEV;
        }
        int step = is_last ? flags | O_NOFOLLOW
                           : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
        int next = result(openat(current, name, step));
        if (current != folder) close(current);
        if (next < 0 || is_last) return next;
        current = next;
        path += length + 1;
    }
}

int thresher_open_beneath(int folder, const char *path, int folders_only) {
    int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (folders_only ? O_DIRECTORY : O_NONBLOCK);
    struct open_how how = {
        .flags = (unsigned)flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    for (int attempt = 0;; attempt++) {
        int opened = result(syscall(SYS_openat2, folder, path, &how, sizeof how));
        if (opened == -ENOSYS) return open_step_by_step(folder, path, flags);
        // EAGAIN: a rename elsewhere raced with the walk.
        if ((opened != -EAGAIN && opened != -EINTR) || attempt == 16) return opened;
    }
}

int thresher_create_file(int folder, const char *name, uint32_t mode) {
    return result(openat(
        folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode));
}

int thresher_open_append(int folder, const char *name, uint32_t mode) {
    return result(openat(
        folder, name, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode));
}

int thresher_close(int descriptor) { return result(close(descriptor)); }

int thresher_adopt(int other, int descriptor) {
    int adopted = result(dup3(other, descriptor, O_CLOEXEC));
    close(other);
    return adopted;
}

int thresher_write_all(int descriptor, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, next, count);
        if (written < 0) {
            if (errno == EINTR) continue;
            return -errno;
        }
        next += written;
        count -= (size_t)written;
    }
    return 0;
}

int64_t thresher_read_at(int descriptor, void *bytes, size_t count, int64_t offset) {
    size_t total = 0;
    while (total < count) {
        ssize_t got = pread(descriptor, (char *)bytes + total, count - total, offset + (off_t)total);
        if (got < 0) {
            if (errno == EINTR) continue;
            return -errno;
        }
        if (got == 0) break;
        total += (size_t)got;
    }
    return (int64_t)total;
}

int thresher_truncate(int descriptor, int64_t size) { return result(ftruncate(descriptor, size)); }

int thresher_sync_data(int descriptor) { return result(fdatasync(descriptor)); }
int thresher_sync_all(int descriptor) { return result(fsync(descriptor)); }
int thresher_sync_file_system(int descriptor) { return result(syncfs(descriptor)); }

static int64_t nanoseconds(struct timespec time) {
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void fill(thresher_status *status, const struct stat *from) {
    status->device = from->st_dev;
    status->inode = from->st_ino;
    status->size = (uint64_t)from->st_size;
    status->modified_ns = nanoseconds(from->st_mtim);
    status->changed_ns = nanoseconds(from->st_ctim);
    status->mode = from->st_mode;
    status->links = (uint32_t)from->st_nlink;
}

int thresher_file_status(int descriptor, thresher_status *status) {
    struct stat found;
    if (fstat(descriptor, &found) < 0) return -errno;
    fill(status, &found);
    return 0;
}

int thresher_path_status(int folder, const char *path, thresher_status *status) {
    struct stat found;
    if (fstatat(folder < 0 ? AT_FDCWD : folder, path, &found, AT_SYMLINK_NOFOLLOW) < 0)
        return -errno;
    fill(status, &found);
    return 0;
}

// Values of linux/magic.h and of file systems that it leaves out.
static int is_remote(uint32_t type) {
    switch (type) {
    case 0x6969:      // NFS
    case 0x517B:      // SMB
    case 0xFF534D42:  // CIFS
    case 0xFE534D42:  // SMB2
    case 0x5346414F:  // AFS
    case 0x73757245:  // Coda
    case 0x564C:      // NCP
    case 0x01021997:  // 9P
    case 0x00C36400:  // Ceph
    case 0x0BD00BD0:  // Lustre
    case 0x47504653:  // GPFS
    case 0x786F4256:  // VirtualBox shared folder
        return 1;
    default:
        return 0;
    }
}

int thresher_file_system_space(int descriptor, thresher_space *space) {
    struct statfs found;
    int outcome;
    do outcome = result(fstatfs(descriptor, &found)); while (outcome == -EINTR);
    if (outcome < 0) return outcome;
    space->free_bytes = (uint64_t)found.f_bavail * (uint64_t)found.f_bsize;
    space->free_inodes = found.f_ffree;
    space->inodes = found.f_files;
    space->is_remote = is_remote((uint32_t)found.f_type);
    return 0;
}

int thresher_rename(
    int from_folder, const char *from, int to_folder, const char *to, int replacing) {
    if (replacing) return result(renameat(from_folder, from, to_folder, to));
    int renamed = result(renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE));
    if (renamed != -EINVAL && renamed != -ENOSYS) return renamed;
    // NFS and a few others: as near as they let us.
    if (faccessat(to_folder, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0) return -EEXIST;
    return result(renameat(from_folder, from, to_folder, to));
}

int thresher_remove(int folder, const char *path, int is_folder) {
    return result(unlinkat(folder, path, is_folder ? AT_REMOVEDIR : 0));
}

int thresher_make_folder(int folder, const char *path, uint32_t mode) {
    return result(mkdirat(folder < 0 ? AT_FDCWD : folder, path, (mode_t)mode));
}

int thresher_lock(int descriptor) {
    // Whoever asks whether it is locked holds it for an instant.
    const struct timespec instant = {.tv_nsec = 5000000};
    for (int attempt = 0;; attempt++) {
        int locked = result(flock(descriptor, LOCK_EX | LOCK_NB));
        if (locked != -EWOULDBLOCK || attempt == 3) return locked;
        nanosleep(&instant, NULL);
    }
}

int thresher_is_locked(int descriptor) {
    int locked = result(flock(descriptor, LOCK_SH | LOCK_NB));
    if (locked == -EWOULDBLOCK) return 1;
    if (locked == 0) flock(descriptor, LOCK_UN);
    return locked;
}

struct entry {
    uint64_t inode;
    int64_t next;
    uint16_t length;
    uint8_t kind;
    char name[];
};

int64_t thresher_read_folder(int descriptor, void *buffer, size_t count) {
    long got = syscall(SYS_getdents64, descriptor, buffer, count);
    return got < 0 ? -errno : got;
}

int64_t thresher_next_entry(
    const void *buffer, size_t *offset, const char **name, uint8_t *kind) {
    const struct entry *entry = (const void *)((const char *)buffer + *offset);
    *offset += entry->length;
    *name = entry->name;
    *kind = entry->kind;
    return (int64_t)strlen(entry->name);
}

int thresher_watch_open(void) { return result(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)); }

int thresher_watch_add(int watcher, const char *path) {
    return result(inotify_add_watch(
        watcher, path,
        IN_CREATE | IN_OPEN | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVE_SELF | IN_ONLYDIR
            | IN_DONT_FOLLOW | IN_EXCL_UNLINK));
}

int thresher_watch_remove(int watcher, int watch) {
    return result(inotify_rm_watch(watcher, watch));
}

int64_t thresher_watch_read(int watcher, void *buffer, size_t count) {
    ssize_t got = read(watcher, buffer, count);
    if (got < 0) return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    return got;
}

int64_t thresher_next_event(
    const void *buffer, size_t *offset, int *watch, uint32_t *what, const char **name) {
    const struct inotify_event *event = (const void *)((const char *)buffer + *offset);
    *offset += sizeof *event + event->len;
    *watch = event->wd;
    *what = (event->mask & (IN_CREATE | IN_MOVED_TO) ? THRESHER_WATCH_ARRIVED : 0u)
        | (event->mask & IN_MOVED_TO ? THRESHER_WATCH_RENAMED_IN : 0u)
        | (event->mask & IN_OPEN ? THRESHER_WATCH_OPENED : 0u)
        | (event->mask & IN_CLOSE_WRITE ? THRESHER_WATCH_CLOSED : 0u)
        | (event->mask & IN_MOVE_SELF ? THRESHER_WATCH_LEFT : 0u)
        | (event->mask & IN_ISDIR ? THRESHER_WATCH_FOLDER : 0u)
        | (event->mask & IN_Q_OVERFLOW ? THRESHER_WATCH_OVERFLOW : 0u)
        | (event->mask & (IN_IGNORED | IN_UNMOUNT) ? THRESHER_WATCH_GONE : 0u);
    *name = event->name;
    return event->len == 0 ? 0 : (int64_t)strnlen(event->name, event->len);
}

static uint64_t now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)nanoseconds(time);
}

uint64_t thresher_monotonic_ns(void) { return now(CLOCK_MONOTONIC); }
uint64_t thresher_wall_ms(void) { return now(CLOCK_REALTIME) / 1000000; }
int thresher_process_id(void) { return getpid(); }
