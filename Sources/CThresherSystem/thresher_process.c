// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "thresher_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_NUMBER
#define CLOSE_RANGE_NUMBER 436  // one number on every architecture
#endif

// --- The status page

struct thresher_page {
    // Two notes, and which of them counts: a death in the middle of writing leaves the other.
    _Atomic uint32_t current;
    _Atomic uint32_t stop_requested;
    thresher_note notes[2];
    thresher_crash crash;
};

enum { page_size = 4096 };
_Static_assert(sizeof(struct thresher_page) <= page_size, "the page has one page");

static thresher_page *map_page(int descriptor) {
    void *memory = mmap(NULL, page_size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

thresher_page *thresher_page_create(int *descriptor) {
    int file = memfd_create("thresher-worker", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0) return NULL;
    // A worker must not be able to cut the file: the daemon's next look would be a SIGBUS.
    if (ftruncate(file, page_size) != 0 ||
        fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        close(file);
        return NULL;
    }
    thresher_page *page = map_page(file);
    if (!page) {
        close(file);
        return NULL;
    }
    *descriptor = file;
    return page;
}

thresher_page *thresher_page_attach(int descriptor) {
    return lseek(descriptor, 0, SEEK_END) == page_size ? map_page(descriptor) : NULL;
}

void thresher_page_release(thresher_page *page) { munmap(page, page_size); }

void thresher_page_note(thresher_page *page, const thresher_note *note) {
    uint32_t next = 1 - (atomic_load_explicit(&page->current, memory_order_relaxed) & 1);
    page->notes[next] = *note;
    atomic_store_explicit(&page->current, next, memory_order_release);
}

void thresher_page_read(const thresher_page *page, thresher_note *note) {
    // The writer may lap a slow reader; a second look settles it, and a torn copy harms nothing.
    for (int attempt = 0; attempt < 4; attempt++) {
        uint32_t current =
            atomic_load_explicit(&((thresher_page *)page)->current, memory_order_acquire) & 1;
        memcpy(note, &page->notes[current], sizeof *note);
        atomic_thread_fence(memory_order_acquire);
        if ((atomic_load_explicit(&((thresher_page *)page)->current, memory_order_relaxed) & 1) ==
            current)
            break;
    }
    if (note->stage_length > thresher_stage_capacity) note->stage_length = thresher_stage_capacity;
}

void thresher_page_request_stop(thresher_page *page) {
    atomic_store_explicit(&page->stop_requested, 1, memory_order_release);
}

int thresher_page_stop_requested(const thresher_page *page) {
    return atomic_load_explicit(
               &((thresher_page *)page)->stop_requested, memory_order_acquire) != 0;
}

void thresher_page_crash(const thresher_page *page, thresher_crash *crash) {
    memcpy(crash, &page->crash, sizeof *crash);
}

void thresher_page_note_crash(thresher_page *page, const thresher_crash *crash) {
    page->crash = *crash;
}

int thresher_errno(void) { return errno; }

// --- Starting and ending children

// Ignored signals stay ignored across exec; all others get their default back.
static void child_signals(void) {
    static const int ignored[] = {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
    action.sa_handler = SIG_IGN;
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        sigaction(ignored[i], &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

// Moves descriptors to 0, 1, … and closes all others. Runs between vfork and exec.
static int child_descriptors(const int *sources, int count) {
    int safe[8];
    for (int i = 0; i < count; i++) {
        // Above all targets first, so that no source is overwritten before its turn.
        safe[i] = fcntl(sources[i], F_DUPFD, 16);
        if (safe[i] < 0) return -errno;
    }
    for (int i = 0; i < count; i++)
        if (dup2(safe[i], i) < 0) return -errno;
    if (syscall(CLOSE_RANGE_NUMBER, (unsigned)count, ~0U, 0) == 0) return 0;
    struct rlimit limit;
    int end = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536
        ? (int)limit.rlim_cur
        : 65536;
    for (int descriptor = count; descriptor < end; descriptor++) close(descriptor);
    return 0;
}

int thresher_spawn(
    const char *path, char *const arguments[], char *const environment[], int input, int output,
    int channel, int page, pid_t *pid, int *pidfd) {
    const int sources[] = {input, output, output, channel, page};
    volatile int failure = 0;
    pid_t parent = getpid();
    sigset_t all, before;
    sigfillset(&all);
    // No handler of ours may run in the child while it borrows our memory.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    // vfork, because fork would copy the page tables of a daemon that holds a million names.
    pid_t child = vfork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127);
        failure = child_descriptors(sources, 5);
        if (failure == 0) {
            child_signals();
            execve(path, arguments, environment);
            failure = -errno;
        }
        _exit(127);
    }
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (child < 0) return -error;
    if (failure != 0) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        return failure;
    }
    *pid = child;
#ifdef SYS_pidfd_open
    *pidfd = (int)syscall(SYS_pidfd_open, child, 0);
#else
    *pidfd = -1;
#endif
    return 0;
}

int thresher_reap(pid_t pid, int *status, uint64_t *peak) {
    struct rusage usage;
    pid_t ended;
    do ended = wait4(pid, status, WNOHANG, &usage);
    while (ended < 0 && errno == EINTR);
    if (ended < 0) return -errno;
    if (ended == 0) return 0;
    *peak = (uint64_t)usage.ru_maxrss * 1024;
    return 1;
}

uint64_t thresher_peak_memory(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint64_t)usage.ru_maxrss * 1024 : 0;
}

int thresher_exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

int thresher_exit_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }

int thresher_send_signal(pid_t pid, int pidfd, int number) {
#ifdef SYS_pidfd_send_signal
    if (pidfd >= 0 && syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0) == 0) return 0;
#endif
    // The child is ours and not reaped, so its number cannot have gone to another.
    return kill(pid, number) == 0 ? 0 : -errno;
}

// --- Channels

int thresher_channel(int *near, int *far) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return -errno;
    if (fcntl(pair[0], F_SETFL, O_NONBLOCK) != 0) {
        int error = errno;
        close(pair[0]);
        close(pair[1]);
        return -error;
    }
    *near = pair[0];
    *far = pair[1];
    return 0;
}

int thresher_pipe(int *reading, int *writing) {
    int pair[2];
    if (pipe2(pair, O_CLOEXEC) != 0) return -errno;
    if (fcntl(pair[0], F_SETFL, O_NONBLOCK) != 0) {
        int error = errno;
        close(pair[0]);
        close(pair[1]);
        return -error;
    }
    *reading = pair[0];
    *writing = pair[1];
    return 0;
}

ssize_t thresher_send(int channel, const void *bytes, size_t count, int descriptor) {
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    union {
        char space[CMSG_SPACE(sizeof(int))];
        struct cmsghdr alignment;
    } control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (descriptor >= 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = control.space;
        message.msg_controllen = sizeof control.space;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    }
    ssize_t sent;
    do sent = sendmsg(channel, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

ssize_t thresher_receive(int channel, void *bytes, size_t count) {
    ssize_t received;
    do received = read(channel, bytes, count);
    while (received < 0 && errno == EINTR);
    return received < 0 ? -errno : received;
}

ssize_t thresher_receive_descriptor(int channel, void *bytes, size_t count, int *descriptor) {
    struct iovec part = {.iov_base = bytes, .iov_len = count};
    union {
        char space[CMSG_SPACE(sizeof(int))];
        struct cmsghdr alignment;
    } control;
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space,
        .msg_controllen = sizeof control.space};
    ssize_t received;
    do received = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    *descriptor = -1;
    if (received < 0) return -errno;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len >= CMSG_LEN(sizeof(int)))
        memcpy(descriptor, CMSG_DATA(header), sizeof *descriptor);
    return received;
}

// --- Watching

int thresher_open_process_file(pid_t pid, const char *name) {
    char path[64];
    char digits[16];
    size_t length = 0;
    for (unsigned rest = (unsigned)pid; rest > 0; rest /= 10)
        digits[length++] = (char)('0' + rest % 10);
    size_t at = 0;
    memcpy(path, "/proc/", 6);
    at = 6;
    while (length > 0) path[at++] = digits[--length];
    path[at++] = '/';
    size_t rest = strlen(name);
    if (rest > sizeof path - at - 1) return -ENAMETOOLONG;
    memcpy(path + at, name, rest + 1);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    return file < 0 ? -errno : file;
}

int thresher_read_numbers(int descriptor, uint64_t *numbers, int capacity) {
    char text[256];
    ssize_t length = pread(descriptor, text, sizeof text - 1, 0);
    if (length < 0) return -errno;
    text[length] = 0;
    const char *at = text;
    int count = 0;
    while (count < capacity) {
        char *end;
        uint64_t number = strtoull(at, &end, 10);
        if (end == at) break;
        numbers[count++] = number;
        at = end;
    }
    return count;
}

int thresher_epoll_create(void) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    return epoll < 0 ? -errno : epoll;
}

static int epoll_set(int epoll, int operation, int descriptor, uint64_t tag, int writing) {
    struct epoll_event event = {
        .events = EPOLLIN | (writing ? (uint32_t)EPOLLOUT : 0), .data.u64 = tag};
    return epoll_ctl(epoll, operation, descriptor, &event) == 0 ? 0 : -errno;
}

int thresher_epoll_add(int epoll, int descriptor, uint64_t tag, int writing) {
    return epoll_set(epoll, EPOLL_CTL_ADD, descriptor, tag, writing);
}

int thresher_epoll_change(int epoll, int descriptor, uint64_t tag, int writing) {
    return epoll_set(epoll, EPOLL_CTL_MOD, descriptor, tag, writing);
}

int thresher_epoll_remove(int epoll, int descriptor) {
    return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL) == 0 ? 0 : -errno;
}

int thresher_epoll_ready(int epoll, uint64_t *tags, int capacity) {
    struct epoll_event events[64];
    if (capacity > 64) capacity = 64;
    int count;
    do count = epoll_wait(epoll, events, capacity, 0);
    while (count < 0 && errno == EINTR);
    if (count < 0) return -errno;
    for (int i = 0; i < count; i++) tags[i] = events[i].data.u64;
    return count;
}
