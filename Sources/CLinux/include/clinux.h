#ifndef CLINUX_H
#define CLINUX_H

// Descriptors

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Most descriptors that one message may carry.
#define CLINUX_DESCRIPTORS 4

// Sends bytes over a Unix socket, and copies of `count` descriptors with the first of them.
// Returns the bytes sent, or -errno; never raises SIGPIPE.
ssize_t clinux_send(int socket, const void *bytes, size_t length, const int *descriptors,
                    int count);

// Receives up to `room` bytes from a Unix socket (0: its end, or -errno), and the descriptors
// that came along, close-on-exec and the caller's to close, into `descriptors`, which has room
// for CLINUX_DESCRIPTORS.
ssize_t clinux_receive(int socket, void *bytes, size_t room, int *descriptors, int *count);

// Closes every descriptor but `kept`, which ascend. Returns 0 or -errno.
int clinux_close_all_but(const int *kept, int count);

// Has the descriptors from this one on closed when another program takes the process over, and not
// before: threads that still use them do not notice. Returns 0 or -errno.
int clinux_close_at_exec(int from);

// Makes `descriptor` read nothing and write nowhere (/dev/null). Returns 0 or -errno.
int clinux_silence(int descriptor);

// Processes

// fork(), which Swift hides: only for a process with a single thread. -errno if it fails.
pid_t clinux_fork(void);

// Blocks SIGCHLD, no other signal, and lets it be read from the descriptor returned (non-blocking,
// close-on-exec), or returns -errno.
int clinux_watch_children(void);

// A child that was reaped: its exit code, or minus the signal that ended it; bytes; time.
struct clinux_ended {
    pid_t pid;
    int status;
    int64_t peak_memory;
    int64_t processor_microseconds;
};

// Reaps one child that has ended: 1, or 0 when there is none. Never waits.
int clinux_reap(struct clinux_ended *ended);

// Gives all signals their default effect and blocks none; SIGPIPE alone is ignored.
void clinux_reset_signals(void);

// What a worker may use. Sizes are in bytes.
struct clinux_confinement {
    pid_t parent;       // When it ends, so does the worker.
    const char *name;   // As ps shows it, at most 15 bytes.
    int oom_score;      // -1000 to 1000: higher is sacrificed earlier.
    uint64_t memory;    // Private writable memory (RLIMIT_DATA).
    uint64_t descriptors;
    uint64_t file_size; // 0: it can write no file.
};

// Confines this process for good, also against set-user-id programs. Returns 0 or -errno.
int clinux_confine(const struct clinux_confinement *wanted);

// Forbids this process for good to change files and folders, to run programs, to open TCP
// connections and to signal processes outside; reading and descriptors that are open stay as
// they are. Wants no-new-privileges first. Returns 0, or -errno where the kernel has no Landlock.
int clinux_forbid_changes(void);

// Forbids this process and its threads for good to open sockets, to run programs, to make or to
// signal other processes, and to call parts of the kernel that media needs nothing of; such a call
// fails with EPERM. What is open stays as it is. Returns 0, or -errno where the kernel has no
// seccomp.
int clinux_forbid_calls(void);

// Keeps malloc at one arena: with more, every thread costs memory. Call it first of all.
void clinux_keep_one_arena(void);

// Blocks of 128 KiB and more go back to the system as soon as they are freed.
void clinux_keep_large_blocks_apart(void);

// Lets this process open `wanted` descriptors, or as many as it may. Returns how many, or -1.
long clinux_raise_descriptor_limit(long wanted);

// Spawning

#include <spawn.h>

// Has a spawned program start without the descriptors from `first` on. Returns 0 or an errno.
int clinux_close_from(posix_spawn_file_actions_t *actions, int first);

// Datagrams

// An address and port.
typedef struct {
    uint8_t address[16];
    // 4 or 16 bytes of address count; 0 when there is none.
    uint8_t length;
    uint16_t port;
    // Interface of a link-local IPv6 address.
    uint32_t scope;
} clinux_endpoint;

// By which way a datagram came.
typedef struct {
    clinux_endpoint peer;
    // The address it was sent to; its port is not filled in.
    clinux_endpoint destination;
    uint32_t interface;
} clinux_arrival;

// All return a descriptor, a length or 0; or minus errno. Nothing blocks.
// `shared`: other programs may have the port too, which only multicast bears.
int clinux_datagram_open(int family, uint16_t port, int ttl, int shared);
int clinux_datagram_port(int fd);
int clinux_datagram_connect(int family, const clinux_endpoint *local, const clinux_endpoint *peer);
long clinux_datagram_receive(int fd, void *buffer, size_t size, clinux_arrival *arrival);
int clinux_datagram_send(int fd, const void *bytes, size_t size, const clinux_endpoint *source,
                         unsigned int interface, const clinux_endpoint *peer);
int clinux_group(int fd, const clinux_endpoint *group, unsigned int interface, int join);

// Between an endpoint and a struct sockaddr_storage; the first returns the address's size.
unsigned int clinux_endpoint_address(const clinux_endpoint *endpoint, void *storage);
void clinux_endpoint_read(const void *storage, clinux_endpoint *endpoint);

// Files

#include <stdbool.h>

// Whether the file system under an open descriptor keeps its inode numbers from mount to mount.
bool clinux_has_stable_inodes(int descriptor);

// Folders

// Something happened in a watched folder.
typedef struct {
    int watch;
    // The folder is gone or has another name: the watch means no path any more.
    bool ended;
    // More happened than the kernel kept; `watch` says nothing.
    bool overflow;
} clinux_watch_event;

// Most events that one read gives.
#define CLINUX_WATCH_EVENTS 256

// A descriptor to watch folders by, non-blocking and close-on-exec, or -errno.
int clinux_watch_open(void);

// Watches the entries of a folder, and files written in it. Returns the watch, or -errno: ENOSPC
// when this user may watch no more. Blocks on the disk.
int clinux_watch_add(int fd, const char *path);

// Reads what happened into `events`, which has room for CLINUX_WATCH_EVENTS: how many, or -errno.
int clinux_watch_read(int fd, clinux_watch_event *events);

// Passwords

// Hashes `password` as `setting` says (an earlier hash, to compare with), or with yescrypt and a
// random salt if it is null. Writes the hash to `out` and returns 1; 0 if libcrypt is not there or
// does not know the setting. Takes 16 MB while it runs.
int clinux_hash_password(const char *password, const char *setting, char *out, size_t room);

#endif
