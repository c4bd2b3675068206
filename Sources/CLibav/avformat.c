#include "forward.h"

#define FUNCTIONS(F) \
    F(AVFormatContext *, avformat_alloc_context, (void), ()) \
    F(void, avformat_free_context, (AVFormatContext *s), (s)) \
    F(int, avformat_open_input, (AVFormatContext **ps, const char *url, const AVInputFormat *fmt, \
      AVDictionary **options), (ps, url, fmt, options)) \
    F(void, avformat_close_input, (AVFormatContext **s), (s)) \
    F(int, avformat_find_stream_info, (AVFormatContext *ic, AVDictionary **options), (ic, \
      options)) \
    F(int, avformat_seek_file, (AVFormatContext *s, int stream_index, int64_t min_ts, int64_t ts, \
      int64_t max_ts, int flags), (s, stream_index, min_ts, ts, max_ts, flags)) \
    F(int, av_seek_frame, (AVFormatContext *s, int stream_index, int64_t timestamp, int flags), \
      (s, stream_index, timestamp, flags)) \
    F(int, av_read_frame, (AVFormatContext *s, AVPacket *pkt), (s, pkt)) \
    F(AVRational, av_guess_frame_rate, (AVFormatContext *ctx, AVStream *stream, AVFrame *frame), \
      (ctx, stream, frame)) \
    F(AVRational, av_guess_sample_aspect_ratio, (AVFormatContext *format, AVStream *stream, \
      AVFrame *frame), (format, stream, frame)) \
    F(uint8_t *, av_stream_get_side_data, (const AVStream *stream, enum AVPacketSideDataType type, \
      size_t *size), (stream, type, size)) \
    F(int, avformat_index_get_entries_count, (const AVStream *st), (st)) \
    F(const AVIndexEntry *, avformat_index_get_entry, (AVStream *st, int idx), (st, idx)) \
    F(int, avformat_alloc_output_context2, (AVFormatContext **ctx, const AVOutputFormat *oformat, \
      const char *format_name, const char *filename), (ctx, oformat, format_name, filename)) \
    F(AVStream *, avformat_new_stream, (AVFormatContext *s, const AVCodec *c), (s, c)) \
    F(int, avformat_write_header, (AVFormatContext *s, AVDictionary **options), (s, options)) \
    F(int, av_interleaved_write_frame, (AVFormatContext *s, AVPacket *pkt), (s, pkt)) \
    F(int, av_write_trailer, (AVFormatContext *s), (s)) \
    F(int, avio_open, (AVIOContext **s, const char *url, int flags), (s, url, flags)) \
    F(int, avio_closep, (AVIOContext **s), (s))

FORWARD_LIBRARY(avformat, "libavformat.so.59", "libavformat59", FUNCTIONS)
