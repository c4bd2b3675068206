#include "cweb.h"
#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char page_css[] = {
#embed "page.css"
};
static const unsigned char icon_svg[] = {
#embed "icon.svg"
};

static const tv_asset assets[] = {
    {"page.css", page_css, sizeof page_css},
    {"icon.svg", icon_svg, sizeof icon_svg},
};

tv_asset tv_asset_named(const char *name) {
    for (size_t i = 0; i < sizeof assets / sizeof assets[0]; i++)
        if (strcmp(assets[i].name, name) == 0) return assets[i];
    return (tv_asset){name, page_css, 0};
}
