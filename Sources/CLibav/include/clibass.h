// libass 0.17 of Debian 12 (libass.so.9), as far as we use it. Its header is not needed to build:
// libavfilter brings the library, and its interface has been the same since 2006.
#ifndef CLIBASS_H
#define CLIBASS_H

#include <stdint.h>

typedef struct ass_library ASS_Library;
typedef struct ass_renderer ASS_Renderer;
typedef struct ass_track ASS_Track;

// One shape in one colour. Rows are `stride` bytes apart, except that the last may end early.
typedef struct ass_image {
    int w, h;
    int stride;
    // How far each pixel is covered.
    unsigned char *bitmap;
    // Red, green, blue, and how transparent.
    uint32_t color;
    int dst_x, dst_y;
    struct ass_image *next;
    int type;
} ASS_Image;

ASS_Library *ass_library_init(void);
void ass_library_done(ASS_Library *library);
void ass_add_font(ASS_Library *library, const char *name, const char *data, int size);
ASS_Renderer *ass_renderer_init(ASS_Library *library);
void ass_renderer_done(ASS_Renderer *renderer);
void ass_set_frame_size(ASS_Renderer *renderer, int width, int height);
void ass_set_margins(ASS_Renderer *renderer, int top, int bottom, int left, int right);
void ass_set_fonts(ASS_Renderer *renderer, const char *font, const char *family, int provider,
                   const char *config, int update);
ASS_Track *ass_new_track(ASS_Library *library);
void ass_free_track(ASS_Track *track);
void ass_process_codec_private(ASS_Track *track, const char *data, int size);
void ass_process_chunk(ASS_Track *track, const char *data, int size, long long start,
                       long long duration);
ASS_Image *ass_render_frame(ASS_Renderer *renderer, ASS_Track *track, long long now, int *changed);
void ass_set_message_cb(ASS_Library *library,
                        void (*callback)(int, const char *, __builtin_va_list, void *),
                        void *data);

// ass_library_init() that prints nothing.
ASS_Library *clibass_quiet_library(void);

#endif
