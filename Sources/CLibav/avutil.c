#include "forward.h"

#define FUNCTIONS(F) \
    F(unsigned int, avutil_version, (void), ()) \
    F(int, av_strerror, (int errnum, char *errbuf, size_t errbuf_size), (errnum, errbuf, \
      errbuf_size)) \
    F(void, av_log_set_level, (int level), (level)) \
    F(const char *, av_version_info, (void), ()) \
    F(void *, av_malloc, (size_t size), (size)) \
    F(void *, av_mallocz, (size_t size), (size)) \
    F(void, av_free, (void *ptr), (ptr)) \
    F(void, av_freep, (void *ptr), (ptr)) \
    F(char *, av_strdup, (const char *s), (s)) \
    F(AVDictionaryEntry *, av_dict_get, (const AVDictionary *m, const char *key, const \
      AVDictionaryEntry *prev, int flags), (m, key, prev, flags)) \
    F(int, av_dict_set, (AVDictionary **pm, const char *key, const char *value, int flags), (pm, \
      key, value, flags)) \
    F(int, av_dict_set_int, (AVDictionary **pm, const char *key, int64_t value, int flags), (pm, \
      key, value, flags)) \
    F(int, av_dict_copy, (AVDictionary **dst, const AVDictionary *src, int flags), (dst, src, \
      flags)) \
    F(int, av_dict_count, (const AVDictionary *m), (m)) \
    F(void, av_dict_free, (AVDictionary **m), (m)) \
    F(AVFrame *, av_frame_alloc, (void), ()) \
    F(void, av_frame_free, (AVFrame **frame), (frame)) \
    F(int, av_frame_ref, (AVFrame *dst, const AVFrame *src), (dst, src)) \
    F(void, av_frame_unref, (AVFrame *frame), (frame)) \
    F(AVFrame *, av_frame_clone, (const AVFrame *src), (src)) \
    F(void, av_frame_move_ref, (AVFrame *dst, AVFrame *src), (dst, src)) \
    F(int, av_frame_get_buffer, (AVFrame *frame, int align), (frame, align)) \
    F(int, av_frame_make_writable, (AVFrame *frame), (frame)) \
    F(int, av_frame_is_writable, (AVFrame *frame), (frame)) \
    F(int, av_frame_copy, (AVFrame *dst, const AVFrame *src), (dst, src)) \
    F(int, av_frame_copy_props, (AVFrame *dst, const AVFrame *src), (dst, src)) \
    F(AVFrameSideData *, av_frame_get_side_data, (const AVFrame *frame, enum AVFrameSideDataType \
      type), (frame, type)) \
    F(void, av_frame_remove_side_data, (AVFrame *frame, enum AVFrameSideDataType type), (frame, \
      type)) \
    F(AVBufferRef *, av_buffer_alloc, (size_t size), (size)) \
    F(AVBufferRef *, av_buffer_create, (uint8_t *data, size_t size, void (*free)(void *, uint8_t \
      *), void *opaque, int flags), (data, size, free, opaque, flags)) \
    F(AVBufferRef *, av_buffer_ref, (const AVBufferRef *buf), (buf)) \
    F(void, av_buffer_unref, (AVBufferRef **buf), (buf)) \
    F(int, av_image_alloc, (uint8_t **pointers, int *linesizes, int w, int h, enum AVPixelFormat \
      pix_fmt, int align), (pointers, linesizes, w, h, pix_fmt, align)) \
    F(void, av_image_copy, (uint8_t **dst_data, int *dst_linesizes, const uint8_t **src_data, \
      const int *src_linesizes, enum AVPixelFormat pix_fmt, int width, int height), (dst_data, \
      dst_linesizes, src_data, src_linesizes, pix_fmt, width, height)) \
    F(int, av_image_copy_to_buffer, (uint8_t *dst, int dst_size, const uint8_t *const *src_data, \
      const int *src_linesize, enum AVPixelFormat pix_fmt, int width, int height, int align), (dst, \
      dst_size, src_data, src_linesize, pix_fmt, width, height, align)) \
    F(int, av_image_fill_arrays, (uint8_t **dst_data, int *dst_linesize, const uint8_t *src, enum \
      AVPixelFormat pix_fmt, int width, int height, int align), (dst_data, dst_linesize, src, \
      pix_fmt, width, height, align)) \
    F(int, av_image_fill_black, (uint8_t **dst_data, const ptrdiff_t *dst_linesize, enum \
      AVPixelFormat pix_fmt, enum AVColorRange range, int width, int height), (dst_data, \
      dst_linesize, pix_fmt, range, width, height)) \
    F(int, av_image_fill_linesizes, (int *linesizes, enum AVPixelFormat pix_fmt, int width), \
      (linesizes, pix_fmt, width)) \
    F(int, av_image_get_buffer_size, (enum AVPixelFormat pix_fmt, int width, int height, int \
      align), (pix_fmt, width, height, align)) \
    F(int, av_image_get_linesize, (enum AVPixelFormat pix_fmt, int width, int plane), (pix_fmt, \
      width, plane)) \
    F(int, av_image_check_size, (unsigned int w, unsigned int h, int log_offset, void *log_ctx), \
      (w, h, log_offset, log_ctx)) \
    F(int, av_samples_alloc, (uint8_t **audio_data, int *linesize, int nb_channels, int \
      nb_samples, enum AVSampleFormat sample_fmt, int align), (audio_data, linesize, nb_channels, \
      nb_samples, sample_fmt, align)) \
    F(int, av_samples_copy, (uint8_t **dst, uint8_t *const *src, int dst_offset, int src_offset, \
      int nb_samples, int nb_channels, enum AVSampleFormat sample_fmt), (dst, src, dst_offset, \
      src_offset, nb_samples, nb_channels, sample_fmt)) \
    F(int, av_samples_fill_arrays, (uint8_t **audio_data, int *linesize, const uint8_t *buf, int \
      nb_channels, int nb_samples, enum AVSampleFormat sample_fmt, int align), (audio_data, \
      linesize, buf, nb_channels, nb_samples, sample_fmt, align)) \
    F(int, av_samples_get_buffer_size, (int *linesize, int nb_channels, int nb_samples, enum \
      AVSampleFormat sample_fmt, int align), (linesize, nb_channels, nb_samples, sample_fmt, align)) \
    F(int, av_samples_set_silence, (uint8_t **audio_data, int offset, int nb_samples, int \
      nb_channels, enum AVSampleFormat sample_fmt), (audio_data, offset, nb_samples, nb_channels, \
      sample_fmt)) \
    F(int, av_get_bytes_per_sample, (enum AVSampleFormat sample_fmt), (sample_fmt)) \
    F(const char *, av_get_sample_fmt_name, (enum AVSampleFormat sample_fmt), (sample_fmt)) \
    F(int, av_sample_fmt_is_planar, (enum AVSampleFormat sample_fmt), (sample_fmt)) \
    F(enum AVSampleFormat, av_get_packed_sample_fmt, (enum AVSampleFormat sample_fmt), \
      (sample_fmt)) \
    F(enum AVSampleFormat, av_get_planar_sample_fmt, (enum AVSampleFormat sample_fmt), \
      (sample_fmt)) \
    F(enum AVPixelFormat, av_get_pix_fmt, (const char *name), (name)) \
    F(const char *, av_get_pix_fmt_name, (enum AVPixelFormat pix_fmt), (pix_fmt)) \
    F(const AVPixFmtDescriptor *, av_pix_fmt_desc_get, (enum AVPixelFormat pix_fmt), (pix_fmt)) \
    F(int, av_pix_fmt_count_planes, (enum AVPixelFormat pix_fmt), (pix_fmt)) \
    F(int, av_pix_fmt_get_chroma_sub_sample, (enum AVPixelFormat pix_fmt, int *h_shift, int \
      *v_shift), (pix_fmt, h_shift, v_shift)) \
    F(const char *, av_color_primaries_name, (enum AVColorPrimaries primaries), (primaries)) \
    F(const char *, av_color_range_name, (enum AVColorRange range), (range)) \
    F(const char *, av_color_space_name, (enum AVColorSpace space), (space)) \
    F(const char *, av_color_transfer_name, (enum AVColorTransferCharacteristic transfer), \
      (transfer)) \
    F(int, av_channel_layout_compare, (const AVChannelLayout *chl, const AVChannelLayout *chl1), \
      (chl, chl1)) \
    F(int, av_channel_layout_copy, (AVChannelLayout *dst, const AVChannelLayout *src), (dst, src)) \
    F(void, av_channel_layout_default, (AVChannelLayout *ch_layout, int nb_channels), (ch_layout, \
      nb_channels)) \
    F(int, av_channel_layout_describe, (const AVChannelLayout *channel_layout, char *buf, size_t \
      buf_size), (channel_layout, buf, buf_size)) \
    F(int, av_channel_layout_from_mask, (AVChannelLayout *channel_layout, uint64_t mask), \
      (channel_layout, mask)) \
    F(int, av_channel_layout_from_string, (AVChannelLayout *channel_layout, const char *str), \
      (channel_layout, str)) \
    F(void, av_channel_layout_uninit, (AVChannelLayout *channel_layout), (channel_layout)) \
    F(int, av_channel_layout_check, (const AVChannelLayout *channel_layout), (channel_layout)) \
    F(AVAudioFifo *, av_audio_fifo_alloc, (enum AVSampleFormat sample_fmt, int channels, int \
      nb_samples), (sample_fmt, channels, nb_samples)) \
    F(void, av_audio_fifo_free, (AVAudioFifo *af), (af)) \
    F(int, av_audio_fifo_realloc, (AVAudioFifo *af, int nb_samples), (af, nb_samples)) \
    F(int, av_audio_fifo_write, (AVAudioFifo *af, void **data, int nb_samples), (af, data, \
      nb_samples)) \
    F(int, av_audio_fifo_read, (AVAudioFifo *af, void **data, int nb_samples), (af, data, \
      nb_samples)) \
    F(int, av_audio_fifo_peek, (AVAudioFifo *af, void **data, int nb_samples), (af, data, \
      nb_samples)) \
    F(int, av_audio_fifo_drain, (AVAudioFifo *af, int nb_samples), (af, nb_samples)) \
    F(void, av_audio_fifo_reset, (AVAudioFifo *af), (af)) \
    F(int, av_audio_fifo_size, (AVAudioFifo *af), (af)) \
    F(int, av_audio_fifo_space, (AVAudioFifo *af), (af)) \
    F(int64_t, av_rescale, (int64_t a, int64_t b, int64_t c), (a, b, c)) \
    F(int64_t, av_rescale_rnd, (int64_t a, int64_t b, int64_t c, enum AVRounding rnd), (a, b, c, \
      rnd)) \
    F(int64_t, av_rescale_q, (int64_t a, AVRational bq, AVRational cq), (a, bq, cq)) \
    F(int64_t, av_rescale_q_rnd, (int64_t a, AVRational bq, AVRational cq, enum AVRounding rnd), \
      (a, bq, cq, rnd)) \
    F(int, av_compare_ts, (int64_t ts_a, AVRational tb_a, int64_t ts_b, AVRational tb_b), (ts_a, \
      tb_a, ts_b, tb_b)) \
    F(int64_t, av_gcd, (int64_t a, int64_t b), (a, b)) \
    F(int, av_reduce, (int *dst_num, int *dst_den, int64_t num, int64_t den, int64_t max), \
      (dst_num, dst_den, num, den, max)) \
    F(AVRational, av_d2q, (double d, int max), (d, max)) \
    F(uint32_t, av_q2intfloat, (AVRational q), (q)) \
    F(int, av_nearer_q, (AVRational q, AVRational q1, AVRational q2), (q, q1, q2)) \
    F(AVRational, av_add_q, (AVRational b, AVRational c), (b, c)) \
    F(AVRational, av_mul_q, (AVRational b, AVRational c), (b, c)) \
    F(AVRational, av_div_q, (AVRational b, AVRational c), (b, c)) \
    F(int, av_opt_set, (void *obj, const char *name, const char *val, int search_flags), (obj, \
      name, val, search_flags)) \
    F(int, av_opt_set_int, (void *obj, const char *name, int64_t val, int search_flags), (obj, \
      name, val, search_flags)) \
    F(int, av_opt_set_double, (void *obj, const char *name, double val, int search_flags), (obj, \
      name, val, search_flags)) \
    F(int, av_opt_set_q, (void *obj, const char *name, AVRational val, int search_flags), (obj, \
      name, val, search_flags)) \
    F(int, av_opt_set_bin, (void *obj, const char *name, const uint8_t *val, int size, int \
      search_flags), (obj, name, val, size, search_flags)) \
    F(int, av_opt_set_dict, (void *obj, struct AVDictionary **options), (obj, options)) \
    F(int, av_opt_set_sample_fmt, (void *obj, const char *name, enum AVSampleFormat fmt, int \
      search_flags), (obj, name, fmt, search_flags)) \
    F(int, av_opt_set_pixel_fmt, (void *obj, const char *name, enum AVPixelFormat fmt, int \
      search_flags), (obj, name, fmt, search_flags)) \
    F(int, av_opt_set_chlayout, (void *obj, const char *name, const AVChannelLayout *layout, int \
      search_flags), (obj, name, layout, search_flags)) \
    F(const AVOption *, av_opt_find, (void *obj, const char *name, const char *unit, int \
      opt_flags, int search_flags), (obj, name, unit, opt_flags, search_flags)) \
    F(int, av_opt_get, (void *obj, const char *name, int search_flags, uint8_t **out_val), (obj, \
      name, search_flags, out_val)) \
    F(int, av_opt_get_int, (void *obj, const char *name, int search_flags, int64_t *out_val), \
      (obj, name, search_flags, out_val)) \
    F(double, av_display_rotation_get, (const int32_t *matrix), (matrix)) \
    F(void, av_display_rotation_set, (int32_t *matrix, double angle), (matrix, angle)) \
    F(void, av_display_matrix_flip, (int32_t *matrix, int hflip, int vflip), (matrix, hflip, \
      vflip)) \
    F(int64_t, av_gettime_relative, (void), ()) \
    F(unsigned int, av_int_list_length_for_size, (unsigned int elsize, const void *list, uint64_t \
      term), (elsize, list, term)) \
    F(const char *, av_get_media_type_string, (enum AVMediaType media_type), (media_type)) \
    F(char, av_get_picture_type_char, (enum AVPictureType pict_type), (pict_type))

FORWARD_LIBRARY(avutil, "libavutil.so.57", "libavutil57", FUNCTIONS)
