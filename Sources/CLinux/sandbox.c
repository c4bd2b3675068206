#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

// Landlock's interface as documented for user space; kernels know a prefix of each set of bits,
// which they tell as the version of their ABI.
struct rules {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
};

enum {
    execute = 1 << 0,
    write_file = 1 << 1,
    remove_and_make = 0x1FF0, // Bits 4 to 12: remove and make every kind of entry.
    rename_across = 1 << 13,  // ABI 2
    truncate_file = 1 << 14,  // ABI 3
    bind_and_connect = 3,     // ABI 4, TCP
    sockets_and_signals = 3,  // ABI 6, to processes outside
};

int clinux_forbid_changes(void) {
    int abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1 /* version */);
    if (abi < 1) return abi < 0 ? -errno : -ENOSYS;
    struct rules rules = {.files = execute | write_file | remove_and_make};
    size_t size = sizeof rules.files;
    if (abi >= 2) rules.files |= rename_across;
    if (abi >= 3) rules.files |= truncate_file;
    if (abi >= 4) rules.network = bind_and_connect, size += sizeof rules.network;
    if (abi >= 6) rules.scopes = sockets_and_signals, size += sizeof rules.scopes;
    // No rule that allows anything is added: what is handled is forbidden everywhere.
    int ruleset = syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0) return -errno;
    int result = syscall(SYS_landlock_restrict_self, ruleset, 0) < 0 ? -errno : 0;
    close(ruleset);
    return result;
}
