#include "forward.h"

#define FUNCTIONS(F) \
    F(ASS_Library *, ass_library_init, (void), ()) \
    F(void, ass_library_done, (ASS_Library *library), (library)) \
    F(void, ass_add_font, (ASS_Library *library, const char *name, const char *data, int size), \
      (library, name, data, size)) \
    F(ASS_Renderer *, ass_renderer_init, (ASS_Library *library), (library)) \
    F(void, ass_renderer_done, (ASS_Renderer *renderer), (renderer)) \
    F(void, ass_set_frame_size, (ASS_Renderer *renderer, int width, int height), (renderer, width, \
      height)) \
    F(void, ass_set_margins, (ASS_Renderer *renderer, int top, int bottom, int left, int right), \
      (renderer, top, bottom, left, right)) \
    F(void, ass_set_fonts, (ASS_Renderer *renderer, const char *font, const char *family, int \
      provider, const char *config, int update), (renderer, font, family, provider, config, update)) \
    F(ASS_Track *, ass_new_track, (ASS_Library *library), (library)) \
    F(void, ass_free_track, (ASS_Track *track), (track)) \
    F(void, ass_process_codec_private, (ASS_Track *track, const char *data, int size), (track, \
      data, size)) \
    F(void, ass_process_chunk, (ASS_Track *track, const char *data, int size, long long start, \
      long long duration), (track, data, size, start, duration)) \
    F(ASS_Image *, ass_render_frame, (ASS_Renderer *renderer, ASS_Track *track, long long now, int \
      *changed), (renderer, track, now, changed)) \
    F(void, ass_set_message_cb, (ASS_Library *library, void (*callback)(int, const char *, \
      __builtin_va_list, void *), void *data), (library, callback, data))

FORWARD_LIBRARY(ass, "libass.so.9", "libass9", FUNCTIONS)

static void say_nothing(int level, const char *format, __builtin_va_list arguments, void *data) {
    (void)level, (void)format, (void)arguments, (void)data;
}

ASS_Library *clibass_quiet_library(void) {
    ASS_Library *library = ass_library_init();
    if (library) ass_set_message_cb(library, say_nothing, 0);
    return library;
}
