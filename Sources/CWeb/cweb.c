#include "cweb.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char page_css[] = {
#embed "page/page.css"
};
static const unsigned char app_css[] = {
#embed "page/app.css"
};
static const unsigned char icon_svg[] = {
#embed "page/icon.svg"
};
static const unsigned char api_js[] = {
#embed "page/api.js"
};
static const unsigned char app_js[] = {
#embed "page/app.js"
};
static const unsigned char channels_js[] = {
#embed "page/channels.js"
};
static const unsigned char dom_js[] = {
#embed "page/dom.js"
};
static const unsigned char guide_js[] = {
#embed "page/guide.js"
};
static const unsigned char home_js[] = {
#embed "page/home.js"
};
static const unsigned char collections_js[] = {
#embed "page/collections.js"
};
static const unsigned char library_js[] = {
#embed "page/library.js"
};
static const unsigned char plan_js[] = {
#embed "page/plan.js"
};
static const unsigned char sessions_js[] = {
#embed "page/sessions.js"
};
static const unsigned char settings_js[] = {
#embed "page/settings.js"
};
static const unsigned char setup_js[] = {
#embed "page/setup.js"
};
static const unsigned char watch_js[] = {
#embed "page/watch.js"
};
static const unsigned char plan_text_js[] = {
#embed "page/plan-text.js"
};
static const unsigned char slots_js[] = {
#embed "page/slots.js"
};
static const unsigned char turns_js[] = {
#embed "page/turns.js"
};
static const unsigned char openapi_yaml[] = {
#embed "../../docs/openapi.yaml"
};

static const tv_asset assets[] = {
    {"page.css", page_css, sizeof page_css},
    {"app.css", app_css, sizeof app_css},
    {"icon.svg", icon_svg, sizeof icon_svg},
    {"api.js", api_js, sizeof api_js},
    {"app.js", app_js, sizeof app_js},
    {"channels.js", channels_js, sizeof channels_js},
    {"dom.js", dom_js, sizeof dom_js},
    {"guide.js", guide_js, sizeof guide_js},
    {"home.js", home_js, sizeof home_js},
    {"collections.js", collections_js, sizeof collections_js},
    {"library.js", library_js, sizeof library_js},
    {"plan.js", plan_js, sizeof plan_js},
    {"sessions.js", sessions_js, sizeof sessions_js},
    {"settings.js", settings_js, sizeof settings_js},
    {"setup.js", setup_js, sizeof setup_js},
    {"watch.js", watch_js, sizeof watch_js},
    {"plan-text.js", plan_text_js, sizeof plan_text_js},
    {"slots.js", slots_js, sizeof slots_js},
    {"turns.js", turns_js, sizeof turns_js},
    {"openapi.yaml", openapi_yaml, sizeof openapi_yaml},
};

tv_asset tv_asset_at(size_t index) {
    if (index < sizeof assets / sizeof assets[0]) return assets[index];
    return (tv_asset){0};
}
