#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int set(int fd, int level, int name, int value) {
    return setsockopt(fd, level, name, &value, sizeof value);
}

int clinux_datagram_open(int family, uint16_t port, int ttl, int shared) {
    int fd = socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    struct sockaddr_storage address = {.ss_family = family};
    socklen_t size;
    int failed = shared && set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    if (family == AF_INET6) {
        struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address;
        six->sin6_port = htons(port);
        size = sizeof *six;
        failed |= set(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
        failed |= set(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
        failed |= set(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, ttl);
        failed |= set(fd, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 1);
    } else {
        struct sockaddr_in *four = (struct sockaddr_in *)&address;
        four->sin_port = htons(port);
        size = sizeof *four;
        failed |= set(fd, IPPROTO_IP, IP_PKTINFO, 1);
        failed |= set(fd, IPPROTO_IP, IP_MULTICAST_TTL, ttl);
        /* Only groups joined on this very socket. */
        failed |= set(fd, IPPROTO_IP, IP_MULTICAST_ALL, 0);
    }
    if (failed || bind(fd, (struct sockaddr *)&address, size) < 0) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

int clinux_datagram_port(int fd) {
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (getsockname(fd, (struct sockaddr *)&address, &size) < 0) return -errno;
    clinux_endpoint endpoint;
    clinux_endpoint_read(&address, &endpoint);
    return endpoint.port;
}

int clinux_datagram_connect(int family, const clinux_endpoint *local, const clinux_endpoint *peer) {
    int fd = socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    struct sockaddr_storage address;
    socklen_t size = clinux_endpoint_address(local, &address);
    int failed = bind(fd, (struct sockaddr *)&address, size);
    if (!failed) {
        size = clinux_endpoint_address(peer, &address);
        failed = connect(fd, (struct sockaddr *)&address, size);
    }
    if (failed) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

unsigned int clinux_endpoint_address(const clinux_endpoint *endpoint, void *storage) {
    memset(storage, 0, sizeof(struct sockaddr_storage));
    if (endpoint->length == 16) {
        struct sockaddr_in6 *six = storage;
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(endpoint->port);
        six->sin6_scope_id = endpoint->scope;
        memcpy(&six->sin6_addr, endpoint->address, 16);
        return sizeof *six;
    }
    struct sockaddr_in *four = storage;
    four->sin_family = AF_INET;
    four->sin_port = htons(endpoint->port);
    memcpy(&four->sin_addr, endpoint->address, 4);
    return sizeof *four;
}

void clinux_endpoint_read(const void *storage, clinux_endpoint *endpoint) {
    const struct sockaddr_storage *address = storage;
    memset(endpoint, 0, sizeof *endpoint);
    if (address->ss_family == AF_INET6) {
        const struct sockaddr_in6 *six = storage;
        endpoint->length = 16;
        endpoint->port = ntohs(six->sin6_port);
        endpoint->scope = six->sin6_scope_id;
        memcpy(endpoint->address, &six->sin6_addr, 16);
    } else if (address->ss_family == AF_INET) {
        const struct sockaddr_in *four = storage;
        endpoint->length = 4;
        endpoint->port = ntohs(four->sin_port);
        memcpy(endpoint->address, &four->sin_addr, 4);
    }
}

long clinux_datagram_receive(int fd, void *buffer, size_t size, clinux_arrival *arrival) {
    struct sockaddr_storage source = {0};
    union {
        char bytes[CMSG_SPACE(sizeof(struct in6_pktinfo)) + CMSG_SPACE(sizeof(struct in_pktinfo))];
        struct cmsghdr align;
    } control;
    struct iovec part = {buffer, size};
    struct msghdr message = {
        .msg_name = &source, .msg_namelen = sizeof source, .msg_iov = &part, .msg_iovlen = 1,
        .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t count = recvmsg(fd, &message, 0);
    if (count < 0) return -errno;
    memset(arrival, 0, sizeof *arrival);
    clinux_endpoint_read(&source, &arrival->peer);
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
        if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(c), sizeof info);
            arrival->interface = info.ipi_ifindex;
            arrival->destination.length = 4;
            memcpy(arrival->destination.address, &info.ipi_addr, 4);
        } else if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo info;
            memcpy(&info, CMSG_DATA(c), sizeof info);
            arrival->interface = info.ipi6_ifindex;
            arrival->destination.length = 16;
            memcpy(arrival->destination.address, &info.ipi6_addr, 16);
        }
    }
    /* A datagram that did not fit is not what it was. */
    return message.msg_flags & MSG_TRUNC ? -EMSGSIZE : count;
}

int clinux_datagram_send(int fd, const void *bytes, size_t size, const clinux_endpoint *source,
                         unsigned int interface, const clinux_endpoint *peer) {
    struct sockaddr_storage target;
    union {
        char bytes[CMSG_SPACE(sizeof(struct in6_pktinfo))];
        struct cmsghdr align;
    } control;
    memset(&control, 0, sizeof control);
    struct iovec part = {(void *)bytes, size};
    struct msghdr message = {
        .msg_name = &target, .msg_namelen = clinux_endpoint_address(peer, &target),
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control};
    struct cmsghdr *header = &control.align;
    if (peer->length == 16) {
        struct in6_pktinfo info = {.ipi6_ifindex = interface};
        memcpy(&info.ipi6_addr, source->address, 16);
        header->cmsg_level = IPPROTO_IPV6;
        header->cmsg_type = IPV6_PKTINFO;
        header->cmsg_len = CMSG_LEN(sizeof info);
        message.msg_controllen = CMSG_SPACE(sizeof info);
        memcpy(CMSG_DATA(header), &info, sizeof info);
    } else {
        struct in_pktinfo info = {.ipi_ifindex = interface};
        memcpy(&info.ipi_spec_dst, source->address, 4);
        header->cmsg_level = IPPROTO_IP;
        header->cmsg_type = IP_PKTINFO;
        header->cmsg_len = CMSG_LEN(sizeof info);
        message.msg_controllen = CMSG_SPACE(sizeof info);
        memcpy(CMSG_DATA(header), &info, sizeof info);
    }
    return sendmsg(fd, &message, MSG_NOSIGNAL) < 0 ? -errno : 0;
}

int clinux_group(int fd, const clinux_endpoint *group, unsigned int interface, int join) {
    if (group->length == 16) {
        struct ipv6_mreq request = {.ipv6mr_interface = interface};
        memcpy(&request.ipv6mr_multiaddr, group->address, 16);
        int name = join ? IPV6_ADD_MEMBERSHIP : IPV6_DROP_MEMBERSHIP;
        return setsockopt(fd, IPPROTO_IPV6, name, &request, sizeof request) < 0 ? -errno : 0;
    }
    struct ip_mreqn request = {.imr_ifindex = interface};
    memcpy(&request.imr_multiaddr, group->address, 4);
    int name = join ? IP_ADD_MEMBERSHIP : IP_DROP_MEMBERSHIP;
    return setsockopt(fd, IPPROTO_IP, name, &request, sizeof request) < 0 ? -errno : 0;
}
