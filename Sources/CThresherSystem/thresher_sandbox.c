// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "thresher_process.h"

// --- Who the process is

void thresher_worker_identify(const char *name) {
    prctl(PR_SET_NAME, name, 0, 0, 0);
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    // A worker is made to be lost, the daemon is not.
    ssize_t ignored = write(file, "500", 3);
    (void)ignored;
    close(file);
}

// --- Last signals

static thresher_page *crash_page;
static char crash_stack[65536] __attribute__((aligned(16)));

static int is_stack_fault(const siginfo_t *info, const void *context) {
    uintptr_t stack = 0;
#if defined(__x86_64__)
    stack = (uintptr_t)((const ucontext_t *)context)->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    stack = (uintptr_t)((const ucontext_t *)context)->uc_mcontext.sp;
#endif
    uintptr_t fault = (uintptr_t)info->si_addr;
    const uintptr_t near = 65536;
    return stack != 0 && fault + near > stack && fault < stack + near;
}

static void on_crash(int number, siginfo_t *info, void *context) {
    thresher_crash crash = {.signal = number, .error = errno};
    crash.is_external = info->si_code <= 0 && info->si_pid != getpid();
    crash.stack_exhausted =
        (number == SIGSEGV || number == SIGBUS) && info->si_code > 0 && is_stack_fault(info, context);
    thresher_page_note_crash(crash_page, &crash);
    // The default action is back already (SA_RESETHAND): the process dies of the same signal.
    raise(number);
}

int thresher_crash_handler_install(thresher_page *page) {
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGTRAP, SIGFPE, SIGSYS};
    crash_page = page;
    // A stack of its own, or an exhausted stack could not be told.
    stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    if (sigaltstack(&stack, NULL) != 0) return -errno;
    struct sigaction action = {.sa_sigaction = on_crash};
    action.sa_flags = (int)(SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        if (sigaction(fatal[i], &action, NULL) != 0) return -errno;
    return 0;
}

void thresher_clear_errno(void) { errno = 0; }

// --- Limits

static int limit(__rlimit_resource_t resource, uint64_t value) {
    struct rlimit current;
    if (getrlimit(resource, &current) != 0) return -errno;
    // An inherited limit that is lower stays.
    if (current.rlim_max != RLIM_INFINITY && current.rlim_max < value) value = current.rlim_max;
    struct rlimit both = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &both) == 0 ? 0 : -errno;
}

int thresher_limit_data(uint64_t bytes) { return limit(RLIMIT_DATA, bytes); }
int thresher_limit_core(void) { return limit(RLIMIT_CORE, 0); }
int thresher_limit_file_size(void) { return limit(RLIMIT_FSIZE, 0); }
int thresher_limit_descriptors(uint64_t count) { return limit(RLIMIT_NOFILE, count); }

int thresher_no_new_privileges(void) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : -errno;
}

int thresher_drop_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2];
    memset(none, 0, sizeof none);
    // A service's own filter may refuse to set what it has taken away before.
    struct __user_cap_data_struct held[2];
    if (syscall(SYS_capget, &header, held) == 0 && memcmp(held, none, sizeof none) == 0) return 0;
    return syscall(SYS_capset, &header, none) == 0 ? 0 : -errno;
}

// --- Landlock, by its numbers: the distribution's headers are older than the kernels it runs on

enum {
    landlock_create_ruleset_number = 444,
    landlock_restrict_self_number = 446,
    landlock_version_flag = 1,
};

struct landlock_rules {
    uint64_t files;
    uint64_t network;  // from version 4
    uint64_t scope;    // from version 6
};

int thresher_landlock_version(void) {
    long version = syscall(landlock_create_ruleset_number, NULL, 0, landlock_version_flag);
    return version < 0 ? 0 : (int)version;
}

int thresher_landlock_apply(void) {
    int version = thresher_landlock_version();
    if (version == 0) return -EOPNOTSUPP;
    struct landlock_rules rules = {.files = (1u << 13) - 1};
    size_t size = sizeof(uint64_t);
    if (version >= 2) rules.files |= 1u << 13;  // links and renames between folders
    if (version >= 3) rules.files |= 1u << 14;  // truncate
    if (version >= 5) rules.files |= 1u << 15;  // ioctl of devices
    if (version >= 4) {
        rules.network = 3;  // TCP bind, TCP connect
        size = 2 * sizeof(uint64_t);
    }
    if (version >= 6) {
        rules.scope = 3;  // abstract Unix sockets, signals
        size = 3 * sizeof(uint64_t);
    }
    int set = (int)syscall(landlock_create_ruleset_number, &rules, size, 0);
    if (set < 0) return -errno;
    long restricted = syscall(landlock_restrict_self_number, set, 0);
    int error = errno;
    close(set);
    return restricted == 0 ? 0 : -error;
}

// --- System calls

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// What a worker never needs: other processes, the network, other programs, other rights, the
// machine, and the ways around this filter. A list of refusals, not of permissions, so that a
// newer C library with newer calls still works.
static const int refused[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill,
    SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_setns, SYS_unshare, SYS_chroot,
    SYS_pivot_root, SYS_mount, SYS_umount2, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_bpf,
    SYS_perf_event_open, SYS_userfaultfd, SYS_init_module, SYS_finit_module, SYS_delete_module,
    SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_quotactl, SYS_syslog,
    SYS_sethostname, SYS_setdomainname, SYS_settimeofday, SYS_clock_settime, SYS_clock_adjtime,
    SYS_adjtimex, SYS_personality, SYS_open_by_handle_at, SYS_name_to_handle_at,
    SYS_memfd_create, SYS_inotify_init1, SYS_fanotify_init, SYS_shmget, SYS_msgget, SYS_semget,
    SYS_mq_open, SYS_setpriority, SYS_sched_setscheduler, SYS_setpgid, SYS_setsid,
#ifdef SYS_fork
    SYS_fork, SYS_vfork, SYS_inotify_init, SYS_iopl, SYS_ioperm, SYS_modify_ldt,
#endif
    424 /* pidfd_send_signal */, 425 /* io_uring_setup */, 426 /* io_uring_enter */,
    427 /* io_uring_register */, 428 /* open_tree */, 429 /* move_mount */, 430 /* fsopen */,
    431 /* fsconfig */, 432 /* fsmount */, 433 /* fspick */, 434 /* pidfd_open */,
    438 /* pidfd_getfd */, 440 /* process_madvise */, 442 /* mount_setattr */,
};

// What opens or changes files by name.
static const int refused_files[] = {
    SYS_openat, SYS_mkdirat, SYS_mknodat, SYS_unlinkat, SYS_symlinkat, SYS_linkat, SYS_renameat2,
    SYS_fchmodat, SYS_fchownat, SYS_truncate, SYS_utimensat, SYS_chdir, SYS_fchdir, SYS_setxattr,
    SYS_lsetxattr, SYS_removexattr, SYS_lremovexattr,
#ifdef SYS_open
    SYS_open, SYS_creat, SYS_mkdir, SYS_mknod, SYS_unlink, SYS_rmdir, SYS_symlink, SYS_link,
    SYS_rename, SYS_chmod, SYS_chown, SYS_lchown,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
    437 /* openat2 */,
};

#ifdef ARCHITECTURE

enum { filter_capacity = 400 };

typedef struct {
    struct sock_filter steps[filter_capacity];
    unsigned short count;
} filter;

static void add(filter *filter, struct sock_filter step) {
    if (filter->count < filter_capacity) filter->steps[filter->count++] = step;
}

static void load(filter *filter, size_t offset) {
    add(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void answer(filter *filter, unsigned value) {
    add(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, value));
}

// Answers so when the loaded word equals the value.
static void answer_if(filter *filter, unsigned value, unsigned reply) {
    add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
    answer(filter, reply);
}

static size_t low_word(int argument) {
    return offsetof(struct seccomp_data, args) + 8 * (size_t)argument;  // both are little-endian
}

int thresher_syscall_filter_apply(void) {
    const unsigned no = SECCOMP_RET_ERRNO | EPERM;
    filter filter = {.count = 0};
    load(&filter, offsetof(struct seccomp_data, arch));
    add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    answer(&filter, no);
    load(&filter, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
    // The x32 calls are the same ones under other numbers.
    add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
    answer(&filter, no);
#endif
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        answer_if(&filter, (unsigned)refused[i], no);
    for (size_t i = 0; i < sizeof refused_files / sizeof *refused_files; i++)
        answer_if(&filter, (unsigned)refused_files[i], SECCOMP_RET_ERRNO | EACCES);
    // clone3 hides its flags in memory; without it the C library falls back to clone.
    answer_if(&filter, 435, SECCOMP_RET_ERRNO | ENOSYS);
    // A thread may start, a process may not.
    add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4));
    load(&filter, low_word(0));
    add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x00010000, 0, 1));
    answer(&filter, SECCOMP_RET_ALLOW);
    answer(&filter, no);
    // raise and abort signal the own process.
    add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 4));
    load(&filter, low_word(0));
    add(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)getpid(), 0, 1));
    answer(&filter, SECCOMP_RET_ALLOW);
    answer(&filter, no);
    answer(&filter, SECCOMP_RET_ALLOW);
    if (filter.count >= filter_capacity) return -E2BIG;
    struct sock_fprog program = {.len = filter.count, .filter = filter.steps};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0 ? 0 : -errno;
}

#else

int thresher_syscall_filter_apply(void) { return -EOPNOTSUPP; }

#endif
