// Defines libav's functions, with libav's own prototypes, as calls through pointers that are
// looked up when the library is loaded. A file names its functions once, in an X macro
// F(result, name, (parameters), (arguments)); the compiler checks each against libav's header.
#ifndef CLIBAV_FORWARD_H
#define CLIBAV_FORWARD_H

#include "clibav.h"

struct forward {
    const char *name;
    void **target;
};

// Opens `soname` and fills `count` pointers; NULL, or what is missing.
const struct clibav_missing *clibav_forward(const char *soname, const char *package,
                                            const struct forward *forwards, int count);

const struct clibav_missing *clibav_load_avutil(void);
const struct clibav_missing *clibav_load_swresample(void);
const struct clibav_missing *clibav_load_avcodec(void);
const struct clibav_missing *clibav_load_avformat(void);
const struct clibav_missing *clibav_load_swscale(void);
const struct clibav_missing *clibav_load_avfilter(void);
const struct clibav_missing *clibav_load_ass(void);

#define FORWARD_POINTER(result, name, parameters, arguments) static __typeof__(&name) p_##name;
// Hidden, so that libav's libraries never bind to our definitions of their own functions.
#define FORWARD_FUNCTION(result, name, parameters, arguments) \
    __attribute__((visibility("hidden"))) result name parameters { return p_##name arguments; }
#define FORWARD_ENTRY(result, name, parameters, arguments) {#name, (void **)&p_##name},

#define FORWARD_LIBRARY(library, soname, package, functions) \
    functions(FORWARD_POINTER) functions(FORWARD_FUNCTION) \
    static const struct forward forwards[] = {functions(FORWARD_ENTRY)}; \
    const struct clibav_missing *clibav_load_##library(void) { \
        return clibav_forward(soname, package, forwards, sizeof forwards / sizeof *forwards); \
    }

#endif
