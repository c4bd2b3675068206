#include "forward.h"

#define FUNCTIONS(F) \
    F(unsigned int, avformat_version, (void), ()) \
    F(AVFormatContext *, avformat_alloc_context, (void), ()) \
    F(void, avformat_free_context, (AVFormatContext *s), (s)) \
    F(int, avformat_open_input, (AVFormatContext **ps, const char *url, const AVInputFormat *fmt, \
      AVDictionary **options), (ps, url, fmt, options)) \
    F(void, avformat_close_input, (AVFormatContext **s), (s)) \
    F(int, avformat_find_stream_info, (AVFormatContext *ic, AVDictionary **options), (ic, \
      options)) \
    F(int, avformat_flush, (AVFormatContext *s), (s)) \
    F(int, avformat_seek_file, (AVFormatContext *s, int stream_index, int64_t min_ts, int64_t ts, \
      int64_t max_ts, int flags), (s, stream_index, min_ts, ts, max_ts, flags)) \
    F(int, av_seek_frame, (AVFormatContext *s, int stream_index, int64_t timestamp, int flags), \
      (s, stream_index, timestamp, flags)) \
    F(int, av_read_frame, (AVFormatContext *s, AVPacket *pkt), (s, pkt)) \
    F(int, av_read_play, (AVFormatContext *s), (s)) \
    F(int, av_read_pause, (AVFormatContext *s), (s)) \
    F(int, av_find_best_stream, (AVFormatContext *ic, enum AVMediaType type, int wanted_stream_nb, \
      int related_stream, const AVCodec **decoder_ret, int flags), (ic, type, wanted_stream_nb, \
      related_stream, decoder_ret, flags)) \
    F(const AVInputFormat *, av_find_input_format, (const char *short_name), (short_name)) \
    F(const AVOutputFormat *, av_guess_format, (const char *short_name, const char *filename, \
      const char *mime_type), (short_name, filename, mime_type)) \
    F(AVRational, av_guess_frame_rate, (AVFormatContext *ctx, AVStream *stream, AVFrame *frame), \
      (ctx, stream, frame)) \
    F(AVRational, av_guess_sample_aspect_ratio, (AVFormatContext *format, AVStream *stream, \
      AVFrame *frame), (format, stream, frame)) \
    F(enum AVCodecID, av_guess_codec, (const AVOutputFormat *fmt, const char *short_name, const \
      char *filename, const char *mime_type, enum AVMediaType type), (fmt, short_name, filename, \
      mime_type, type)) \
    F(int, avformat_query_codec, (const AVOutputFormat *ofmt, enum AVCodecID codec_id, int \
      std_compliance), (ofmt, codec_id, std_compliance)) \
    F(int, av_probe_input_buffer2, (AVIOContext *pb, const AVInputFormat **fmt, const char *url, \
      void *logctx, unsigned int offset, unsigned int max_probe_size), (pb, fmt, url, logctx, \
      offset, max_probe_size)) \
    F(const AVInputFormat *, av_probe_input_format3, (const AVProbeData *pd, int is_opened, int \
      *score_ret), (pd, is_opened, score_ret)) \
    F(uint8_t *, av_stream_get_side_data, (const AVStream *stream, enum AVPacketSideDataType type, \
      size_t *size), (stream, type, size)) \
    F(int, av_stream_add_side_data, (AVStream *st, enum AVPacketSideDataType type, uint8_t *data, \
      size_t size), (st, type, data, size)) \
    F(struct AVCodecParserContext *, av_stream_get_parser, (const AVStream *s), (s)) \
    F(int, avformat_index_get_entries_count, (const AVStream *st), (st)) \
    F(const AVIndexEntry *, avformat_index_get_entry, (AVStream *st, int idx), (st, idx)) \
    F(const AVIndexEntry *, avformat_index_get_entry_from_timestamp, (AVStream *st, int64_t \
      wanted_timestamp, int flags), (st, wanted_timestamp, flags)) \
    F(int, av_add_index_entry, (AVStream *st, int64_t pos, int64_t timestamp, int size, int \
      distance, int flags), (st, pos, timestamp, size, distance, flags)) \
    F(int, av_find_default_stream_index, (AVFormatContext *s), (s)) \
    F(int, avformat_alloc_output_context2, (AVFormatContext **ctx, const AVOutputFormat *oformat, \
      const char *format_name, const char *filename), (ctx, oformat, format_name, filename)) \
    F(AVStream *, avformat_new_stream, (AVFormatContext *s, const AVCodec *c), (s, c)) \
    F(int, avformat_init_output, (AVFormatContext *s, AVDictionary **options), (s, options)) \
    F(int, avformat_write_header, (AVFormatContext *s, AVDictionary **options), (s, options)) \
    F(int, av_write_frame, (AVFormatContext *s, AVPacket *pkt), (s, pkt)) \
    F(int, av_interleaved_write_frame, (AVFormatContext *s, AVPacket *pkt), (s, pkt)) \
    F(int, av_write_trailer, (AVFormatContext *s), (s)) \
    F(int, avformat_transfer_internal_stream_timing_info, (const AVOutputFormat *ofmt, AVStream \
      *ost, const AVStream *ist, enum AVTimebaseSource copy_tb), (ofmt, ost, ist, copy_tb)) \
    F(AVIOContext *, avio_alloc_context, (unsigned char *buffer, int buffer_size, int write_flag, \
      void *opaque, int (*read_packet)(void *, uint8_t *, int), int (*write_packet)(void *, uint8_t \
      *, int), int64_t (*seek)(void *, int64_t, int)), (buffer, buffer_size, write_flag, opaque, \
      read_packet, write_packet, seek)) \
    F(void, avio_context_free, (AVIOContext **s), (s)) \
    F(int, avio_open, (AVIOContext **s, const char *url, int flags), (s, url, flags)) \
    F(int, avio_open2, (AVIOContext **s, const char *url, int flags, const AVIOInterruptCB \
      *int_cb, AVDictionary **options), (s, url, flags, int_cb, options)) \
    F(int, avio_close, (AVIOContext *s), (s)) \
    F(int, avio_closep, (AVIOContext **s), (s)) \
    F(int, avio_open_dyn_buf, (AVIOContext **s), (s)) \
    F(int, avio_close_dyn_buf, (AVIOContext *s, uint8_t **pbuffer), (s, pbuffer)) \
    F(void, avio_flush, (AVIOContext *s), (s)) \
    F(void, avio_write, (AVIOContext *s, const unsigned char *buf, int size), (s, buf, size)) \
    F(int, avio_read, (AVIOContext *s, unsigned char *buf, int size), (s, buf, size)) \
    F(int64_t, avio_seek, (AVIOContext *s, int64_t offset, int whence), (s, offset, whence)) \
    F(int64_t, avio_size, (AVIOContext *s), (s)) \
    F(int, avio_feof, (AVIOContext *s), (s)) \
    F(int, avio_check, (const char *url, int flags), (url, flags))

FORWARD_LIBRARY(avformat, "libavformat.so.59", "libavformat59", FUNCTIONS)
