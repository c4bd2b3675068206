#include "clinux.h"

#include <errno.h>
#include <sys/inotify.h>
#include <unistd.h>

int clinux_watch_open(void) {
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    return watch < 0 ? -errno : watch;
}

int clinux_watch_add(int fd, const char *path) {
    uint32_t wanted = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE |
                      IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;
    int watch = inotify_add_watch(fd, path, wanted);
    return watch < 0 ? -errno : watch;
}

int clinux_watch_read(int fd, clinux_watch_event *events) {
    // The kernel gives whole events only: the smallest has 16 bytes, the largest 272.
    _Alignas(struct inotify_event) char bytes[CLINUX_WATCH_EVENTS * sizeof(struct inotify_event)];
    ssize_t length = read(fd, bytes, sizeof bytes);
    if (length < 0) return -errno;
    int count = 0;
    for (ssize_t at = 0; at < length; count++) {
        const struct inotify_event *event = (const struct inotify_event *)(bytes + at);
        events[count].watch = event->wd;
        events[count].overflow = (event->mask & IN_Q_OVERFLOW) != 0;
        events[count].ended = (event->mask & (IN_IGNORED | IN_MOVE_SELF)) != 0;
        at += sizeof *event + event->len;
    }
    return count;
}
