#include "forward.h"

#define FUNCTIONS(F) \
    F(int, av_strerror, (int errnum, char *errbuf, size_t errbuf_size), (errnum, errbuf, \
      errbuf_size)) \
    F(void, av_log_set_level, (int level), (level)) \
    F(const char *, av_version_info, (void), ()) \
    F(char *, av_strdup, (const char *s), (s)) \
    F(AVDictionaryEntry *, av_dict_get, (const AVDictionary *m, const char *key, const \
      AVDictionaryEntry *prev, int flags), (m, key, prev, flags)) \
    F(int, av_dict_set, (AVDictionary **pm, const char *key, const char *value, int flags), (pm, \
      key, value, flags)) \
    F(void, av_dict_free, (AVDictionary **m), (m)) \
    F(AVFrame *, av_frame_alloc, (void), ()) \
    F(void, av_frame_free, (AVFrame **frame), (frame)) \
    F(void, av_frame_unref, (AVFrame *frame), (frame)) \
    F(void, av_frame_move_ref, (AVFrame *dst, AVFrame *src), (dst, src)) \
    F(AVFrameSideData *, av_frame_get_side_data, (const AVFrame *frame, enum \
      AVFrameSideDataType type), (frame, type)) \
    F(int, av_frame_get_buffer, (AVFrame *frame, int align), (frame, align)) \
    F(int, av_frame_apply_cropping, (AVFrame *frame, int flags), (frame, flags)) \
    F(int, av_frame_ref, (AVFrame *dst, const AVFrame *src), (dst, src)) \
    F(int, av_frame_make_writable, (AVFrame *frame), (frame)) \
    F(const char *, av_get_pix_fmt_name, (enum AVPixelFormat pix_fmt), (pix_fmt)) \
    F(int, av_channel_layout_copy, (AVChannelLayout *dst, const AVChannelLayout *src), (dst, src)) \
    F(void, av_channel_layout_default, (AVChannelLayout *ch_layout, int nb_channels), (ch_layout, \
      nb_channels)) \
    F(int64_t, av_rescale_q, (int64_t a, AVRational bq, AVRational cq), (a, bq, cq)) \
    F(int, av_opt_set, (void *obj, const char *name, const char *val, int search_flags), (obj, \
      name, val, search_flags)) \
    F(int, av_opt_set_double, (void *obj, const char *name, double val, int search_flags), (obj, \
      name, val, search_flags)) \
    F(double, av_display_rotation_get, (const int32_t *matrix), (matrix))

FORWARD_LIBRARY(avutil, "libavutil.so.57", "libavutil57", FUNCTIONS)
