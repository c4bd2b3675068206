#ifndef CWEB_H
#define CWEB_H
#include <stddef.h>

/// A file of the page, as it is in `page`, or the API's description. `bytes` lives for ever.
typedef struct tv_asset {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} tv_asset;

/// The files in turn; after the last, one without a name.
tv_asset tv_asset_at(size_t index);

#endif
