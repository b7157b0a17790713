// SPDX-License-Identifier: Apache-2.0
// The disk's own rate: stages files, syncs the file system, renames them, syncs the folder, in
// bundles. Usage: disk_rate FOLDER FILES BYTES BUNDLE; prints one JSON object.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void check(int answer, const char *what) {
    if (answer >= 0) return;
    fprintf(stderr, "disk_rate: %s: %s\n", what, strerror(errno));
    exit(74);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double cpu(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static int folder(int root, const char *name) {
    check(mkdirat(root, name, 0755), name);
    int descriptor = openat(root, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    check(descriptor, name);
    return descriptor;
}

static void stage(int staging, long number, const char *content, size_t bytes) {
    char name[32];
    snprintf(name, sizeof name, "%ld", number);
    int file = openat(staging, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    check(file, name);
    if (write(file, content, bytes) != (ssize_t)bytes) check(-1, "write");
    check(close(file), name);
}

static void publish(int staging, int output, long number) {
    char from[32], to[40];
    snprintf(from, sizeof from, "%ld", number);
    snprintf(to, sizeof to, "page-%05ld.json", number);
    check(renameat(staging, from, output, to), to);
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: disk_rate FOLDER FILES BYTES BUNDLE\n");
        return 64;
    }
    long files = atol(arguments[2]), bundle = atol(arguments[4]);
    size_t bytes = (size_t)atol(arguments[3]);
    int root = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    check(root, arguments[1]);
    int staging = folder(root, "staging"), output = folder(root, "output");
    char *content = malloc(bytes);
    if (content == NULL) return 71;
    for (size_t index = 0; index < bytes; index++) content[index] = (char)('a' + rand() % 26);

    double start = now(), used = cpu();
    for (long first = 0; first < files; first += bundle) {
        long end = first + bundle < files ? first + bundle : files;
        for (long number = first; number < end; number++) stage(staging, number, content, bytes);
        check(syncfs(staging), "syncfs");
        for (long number = first; number < end; number++) publish(staging, output, number);
        check(fsync(output), "fsync");
    }
    printf(
        "{\"files\": %ld, \"seconds\": %.6f, \"cpu_seconds\": %.6f}\n", files, now() - start,
        cpu() - used);
    free(content);
    return 0;
}
