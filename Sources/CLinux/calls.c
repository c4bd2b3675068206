#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "Add this processor's AUDIT_ARCH."
#endif

// What a worker may not ask of the kernel: seccomp(2), with a filter of classic BPF.
static const unsigned forbidden[] = {
#ifdef __x86_64__
    SYS_fork, SYS_vfork,
#endif
    // The network, and other programs' sockets.
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    // Programs and other processes.
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo, SYS_pidfd_send_signal,
    SYS_pidfd_getfd, SYS_process_vm_readv, SYS_process_vm_writev,
    // Ways around the rules for files.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns,
    SYS_name_to_handle_at, SYS_open_by_handle_at, SYS_open_tree, SYS_move_mount, SYS_fsopen,
    // Parts of the kernel that nothing here needs and that were often broken into.
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup, SYS_io_uring_enter,
    SYS_io_uring_register, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_fanotify_init,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_personality,
};

enum { forbidden_count = sizeof forbidden / sizeof *forbidden };

enum { most_steps = 2 * forbidden_count + 24 };

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)
#define REFUSE(error) ANSWER(SECCOMP_RET_ERRNO | (error))
// Goes on if the test holds; otherwise behind the next `skipped` steps.
#define IF(test, value, skipped) BPF_JUMP(BPF_JMP | test | BPF_K, value, 0, skipped)

struct filter {
    struct sock_filter steps[most_steps];
    unsigned short count;
};

static void add(struct filter *filter, const struct sock_filter *steps, unsigned count) {
    for (unsigned index = 0; index < count; index++) filter->steps[filter->count++] = steps[index];
}

#define ADD(filter, ...) \
    do { \
        const struct sock_filter steps[] = {__VA_ARGS__}; \
        add(filter, steps, sizeof steps / sizeof *steps); \
    } while (0)

static void make(struct filter *filter) {
    ADD(filter, LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        ANSWER(SECCOMP_RET_KILL_PROCESS), LOAD(nr));
    // x32 numbers the same calls anew. What clone3 is asked for cannot be seen; libc then takes clone.
    ADD(filter, IF(BPF_JGE, 0x40000000, 1), REFUSE(EPERM), IF(BPF_JEQ, SYS_clone3, 1), REFUSE(ENOSYS));
    for (unsigned index = 0; index < forbidden_count; index++) {
        ADD(filter, IF(BPF_JEQ, forbidden[index], 1), REFUSE(EPERM));
    }
    // New threads, no new processes; signals to itself, as abort() sends one.
    ADD(filter, IF(BPF_JEQ, SYS_clone, 4), LOAD(args[0]), IF(BPF_JSET, CLONE_THREAD, 1),
        ANSWER(SECCOMP_RET_ALLOW), REFUSE(EPERM));
    ADD(filter, IF(BPF_JEQ, SYS_tgkill, 4), LOAD(args[0]), IF(BPF_JEQ, (unsigned)getpid(), 1),
        ANSWER(SECCOMP_RET_ALLOW), REFUSE(EPERM));
    ADD(filter, ANSWER(SECCOMP_RET_ALLOW));
}

int clinux_forbid_calls(void) {
    struct filter filter = {.count = 0};
    make(&filter);
    const struct sock_fprog program = {.len = filter.count, .filter = filter.steps};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0 ? -errno : 0;
}
