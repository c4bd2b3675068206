#ifndef CWEB_H
#define CWEB_H
#include <stddef.h>

/// The files of the page, as they are in this folder. `bytes` lives for ever.
typedef struct tv_asset {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} tv_asset;

/// The file called `name`, or one with a count of 0.
tv_asset tv_asset_named(const char *name);

#endif
