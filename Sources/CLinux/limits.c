#define _GNU_SOURCE
#include "clinux.h"
#include <sys/resource.h>

long clinux_raise_descriptor_limit(long wanted) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
    rlim_t most = limit.rlim_max == RLIM_INFINITY ? (rlim_t)wanted : limit.rlim_max;
    rlim_t target = (rlim_t)wanted < most ? (rlim_t)wanted : most;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= target) return (long)limit.rlim_cur;
    limit.rlim_cur = target;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? (long)target : -1;
}
