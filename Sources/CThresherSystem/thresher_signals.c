// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "thresher_signals.h"
#include <signal.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

int thresher_signals_open(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    signal(SIGPIPE, SIG_IGN);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int thresher_signals_next(int descriptor) {
    struct signalfd_siginfo info;
    return read(descriptor, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

int thresher_wake_open(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void thresher_wake_signal(int descriptor) {
    uint64_t one = 1;
    ssize_t ignored = write(descriptor, &one, sizeof one);
    (void)ignored;
}

void thresher_wake_drain(int descriptor) {
    uint64_t count;
    ssize_t ignored = read(descriptor, &count, sizeof count);
    (void)ignored;
}

static void on_bus_error(int number, siginfo_t *info, void *context) {
    (void)context;
    static const char text[] =
        "thresher: a mapped file of the state folder was cut by someone, or its disk cannot read it."
        " Start again: what was sealed is made anew from its log.\n";
    if (info->si_code <= 0) {
        raise(number);
        return;
    }
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) return;
    // The default action is back (SA_RESETHAND), and the access is tried again.
}

void thresher_bus_error_announce(void) {
    struct sigaction action = {.sa_sigaction = on_bus_error};
    action.sa_flags = (int)(SA_SIGINFO | SA_RESETHAND);
    sigaction(SIGBUS, &action, NULL);
}
