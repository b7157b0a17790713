// SPDX-License-Identifier: Apache-2.0
// The disk's own rate: stages files, syncs the file system, renames them, syncs the folder, in
// bundles. With `inputs` there is an input for each file that is opened, claimed by a rename and
// archived by another: the calls that any spool makes which takes files in as well as out.
// Usage: disk_rate FOLDER FILES BYTES BUNDLE [inputs]; prints one JSON object.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
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

static void create(int folder, const char *name, const char *content, size_t bytes) {
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    check(file, name);
    if (write(file, content, bytes) != (ssize_t)bytes) check(-1, "write");
    check(close(file), name);
}

static void stage(int staging, long number, const char *content, size_t bytes) {
    char name[32];
    snprintf(name, sizeof name, "%ld", number);
    create(staging, name, content, bytes);
}

static void publish(int staging, int output, long number) {
    char from[32], to[40];
    snprintf(from, sizeof from, "%ld", number);
    snprintf(to, sizeof to, "page-%05ld.json", number);
    check(renameat(staging, from, output, to), to);
}

struct spool {
    int incoming, work, done;
};

static void input_name(char *name, size_t size, long number) {
    snprintf(name, size, "page-%05ld.html", number);
}

static struct spool make_inputs(int root, long files, const char *content, size_t bytes) {
    struct spool spool = {folder(root, "incoming"), folder(root, "work"), folder(root, "done")};
    for (long number = 0; number < files; number++) {
        char name[40];
        input_name(name, sizeof name, number);
        create(spool.incoming, name, content, bytes);
    }
    sync();
    return spool;
}

static void claim(struct spool spool, long number) {
    char name[40];
    struct stat status;
    input_name(name, sizeof name, number);
    int file = openat(spool.incoming, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    check(file, name);
    check(fstat(file, &status), name);
    check(renameat(spool.incoming, name, spool.work, name), name);
    check(close(file), name);
}

static void archive(struct spool spool, long number) {
    char name[40];
    input_name(name, sizeof name, number);
    check(renameat(spool.work, name, spool.done, name), name);
}

int main(int count, char **arguments) {
    if (count < 5) {
        fprintf(stderr, "usage: disk_rate FOLDER FILES BYTES BUNDLE [inputs]\n");
        return 64;
    }
    bool has_inputs = count > 5 && strcmp(arguments[5], "inputs") == 0;
    long files = atol(arguments[2]), bundle = atol(arguments[4]);
    size_t bytes = (size_t)atol(arguments[3]);
    int root = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    check(root, arguments[1]);
    int staging = folder(root, "staging"), output = folder(root, "output");
    char *content = malloc(bytes);
    if (content == NULL) return 71;
    for (size_t index = 0; index < bytes; index++) content[index] = (char)('a' + rand() % 26);
    struct spool spool = {-1, -1, -1};
    if (has_inputs) spool = make_inputs(root, files, content, bytes);

    double start = now(), used = cpu();
    for (long first = 0; first < files; first += bundle) {
        long end = first + bundle < files ? first + bundle : files;
        for (long number = first; has_inputs && number < end; number++) claim(spool, number);
        for (long number = first; number < end; number++) stage(staging, number, content, bytes);
        check(syncfs(staging), "syncfs");
        for (long number = first; number < end; number++) publish(staging, output, number);
        for (long number = first; has_inputs && number < end; number++) archive(spool, number);
        check(fsync(output), "fsync");
    }
    printf(
        "{\"files\": %ld, \"seconds\": %.6f, \"cpu_seconds\": %.6f}\n", files, now() - start,
        cpu() - used);
    free(content);
    return 0;
}
