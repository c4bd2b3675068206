#include "forward.h"

#include <dlfcn.h>
#include <stdio.h>

static struct clibav_missing missing;
static char reason[256];

static const struct clibav_missing *fail(const char *soname, const char *package,
                                         const char *what) {
    snprintf(reason, sizeof reason, "%s", what ? what : "unknown reason");
    missing = (struct clibav_missing){.library = soname, .package = package, .reason = reason};
    return &missing;
}

const struct clibav_missing *clibav_forward(const char *soname, const char *package,
                                            const struct forward *forwards, int count) {
    void *library = dlopen(soname, RTLD_NOW | RTLD_GLOBAL);
    if (!library) return fail(soname, package, dlerror());
    for (int i = 0; i < count; i++) {
        *forwards[i].target = dlsym(library, forwards[i].name);
        if (!*forwards[i].target) return fail(soname, package, dlerror());
    }
    return NULL;
}

const struct clibav_missing *clibav_load(void) {
    static int loaded;
    if (loaded) return NULL;
    const struct clibav_missing *problem = clibav_load_avutil();
    if (!problem) problem = clibav_load_swresample();
    if (!problem) problem = clibav_load_avcodec();
    if (!problem) problem = clibav_load_avformat();
    if (!problem) problem = clibav_load_swscale();
    if (problem) return problem;
    // Workers report in their own words; libav's would reach the log unescaped.
    av_log_set_level(AV_LOG_QUIET);
    loaded = 1;
    return NULL;
}

const struct clibav_missing *clibav_load_subtitles(void) {
    static int loaded;
    if (loaded) return NULL;
    const struct clibav_missing *problem = clibav_load_ass();
    loaded = !problem;
    return problem;
}

const struct clibav_missing *clibav_load_filters(void) {
    static int loaded;
    const struct clibav_missing *problem = clibav_load();
    if (loaded || problem) return problem;
    problem = clibav_load_avfilter();
    loaded = !problem;
    return problem;
}
