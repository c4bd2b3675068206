#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t clinux_fork(void) {
    pid_t pid = fork();
    return pid < 0 ? -errno : pid;
}

int clinux_watch_children(void) {
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    if (sigprocmask(SIG_SETMASK, &children, NULL) < 0) return -errno;
    int descriptor = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    return descriptor < 0 ? -errno : descriptor;
}

static int64_t microseconds(struct timeval time) {
    return time.tv_sec * INT64_C(1000000) + time.tv_usec;
}

int clinux_reap(struct clinux_ended *ended) {
    int status;
    struct rusage usage;
    pid_t pid;
    do pid = wait4(-1, &status, WNOHANG, &usage);
    while (pid < 0 && errno == EINTR);
    if (pid <= 0) return 0;
    *ended = (struct clinux_ended){
        .pid = pid,
        .status = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status),
        .peak_memory = usage.ru_maxrss * INT64_C(1024),
        .processor_microseconds = microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
    };
    return 1;
}

void clinux_reset_signals(void) {
    // A parent that ignores signals, as servers do, hands that down through exec and fork.
    for (int number = 1; number < SIGRTMIN; number++) signal(number, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static int limit(int resource, rlim_t most) {
    struct rlimit both = {.rlim_cur = most, .rlim_max = most};
    struct rlimit present;
    if (getrlimit(resource, &present) < 0) return -errno;
    if (present.rlim_max < most) return 0;
    return setrlimit(resource, &both) < 0 ? -errno : 0;
}

static int write_oom_score(int score) {
    char text[16];
    int length = snprintf(text, sizeof text, "%d", score);
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return -errno;
    int result = write(file, text, length) < 0 ? -errno : 0;
    close(file);
    return result;
}

int clinux_confine(const struct clinux_confinement *wanted) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) return -errno;
    // The parent may have ended before that took effect.
    if (getppid() != wanted->parent) return -ESRCH;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -errno;
    if (prctl(PR_SET_NAME, wanted->name) < 0) return -errno;
    // Raising one's own score always works; where /proc is not there, nothing is lost.
    write_oom_score(wanted->oom_score);
    int result = limit(RLIMIT_DATA, wanted->memory);
    if (!result) result = limit(RLIMIT_NOFILE, wanted->descriptors);
    if (!result) result = limit(RLIMIT_FSIZE, wanted->file_size);
    if (!result) result = limit(RLIMIT_CORE, 0);
    return result;
}

void clinux_keep_one_arena(void) {
    mallopt(M_ARENA_MAX, 1);
}

void clinux_keep_large_blocks_apart(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 17);
}
