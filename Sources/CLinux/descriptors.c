#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t clinux_send(int socket, const void *bytes, size_t length, const int *descriptors,
                    int count) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(CLINUX_DESCRIPTORS * sizeof(int))];
    } ancillary;
    struct iovec content = {.iov_base = (void *)bytes, .iov_len = length};
    struct msghdr message = {.msg_iov = &content, .msg_iovlen = 1};
    if (count > CLINUX_DESCRIPTORS) return -E2BIG;
    if (count > 0) {
        message.msg_control = &ancillary;
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(header), descriptors, count * sizeof(int));
    }
    ssize_t sent;
    do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

ssize_t clinux_receive(int socket, void *bytes, size_t room, int *descriptors, int *count) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(CLINUX_DESCRIPTORS * sizeof(int))];
    } ancillary;
    struct iovec content = {.iov_base = bytes, .iov_len = room};
    struct msghdr message = {.msg_iov = &content, .msg_iovlen = 1, .msg_control = &ancillary,
                             .msg_controllen = sizeof ancillary};
    *count = 0;
    ssize_t received;
    do received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    if (received < 0) return -errno;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
        *count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        memcpy(descriptors, CMSG_DATA(header), *count * sizeof(int));
    }
    return received;
}

int clinux_close_all_but(const int *kept, int count) {
    unsigned from = 0;
    for (int i = 0; i < count; from = kept[i++] + 1) {
        if ((unsigned)kept[i] <= from) continue;
        if (close_range(from, kept[i] - 1, 0) < 0) return -errno;
    }
    return close_range(from, ~0u, 0) < 0 ? -errno : 0;
}

int clinux_close_at_exec(int from) {
    // As <linux/close_range.h> has it, which the C library's header does not include.
    enum { close_at_exec = 1 << 2 };
    return close_range(from, ~0u, close_at_exec) < 0 ? -errno : 0;
}

int clinux_silence(int descriptor) {
    int nothing = open("/dev/null", O_RDWR);
    if (nothing < 0) return -errno;
    if (nothing == descriptor) return 0;
    int result = dup2(nothing, descriptor) < 0 ? -errno : 0;
    close(nothing);
    return result;
}
