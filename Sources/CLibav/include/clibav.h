// libav of Debian 12, without linking it: libraries are opened by clibav_load().
//
// Calling any libav function before clibav_load() (for avfilter's and its buffers' functions:
// clibav_load_filters()) returned NULL is a null call.
#ifndef CLIBAV_H
#define CLIBAV_H

#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/audio_fifo.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/error.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/mathematics.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/samplefmt.h>
#include <libavutil/time.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

#include "clibass.h"

// Why libav cannot be used: the library, Debian's package of it, and the loader's own words.
// All strings stay valid until the next load.
struct clibav_missing {
    const char *library;
    const char *package;
    const char *reason;
};

// Opens libavutil, libswresample, libavcodec, libavformat and libswscale, once, and silences
// libav's log. NULL when all is there. Not thread-safe: call it before any thread starts.
const struct clibav_missing *clibav_load(void);

// As clibav_load(), and libavfilter, which is heavy, besides.
const struct clibav_missing *clibav_load_filters(void);

// Opens libass, which draws text subtitles, once.
const struct clibav_missing *clibav_load_subtitles(void);

// The `index`th rectangle of a subtitle.
static inline AVSubtitleRect *clibav_rect(const AVSubtitle *subtitle, unsigned index) {
    return subtitle->rects[index];
}

// libav's macros that Swift cannot see.

static inline int clibav_error(int posix) { return AVERROR(posix); }
static inline int clibav_error_again(void) { return AVERROR(EAGAIN); }
static inline int clibav_error_eof(void) { return AVERROR_EOF; }
static inline int clibav_error_exit(void) { return AVERROR_EXIT; }
static inline int clibav_error_invalid_data(void) { return AVERROR_INVALIDDATA; }
static inline int clibav_error_decoder_not_found(void) { return AVERROR_DECODER_NOT_FOUND; }

static inline int64_t clibav_no_timestamp(void) { return AV_NOPTS_VALUE; }
static inline AVRational clibav_microseconds(void) { return (AVRational){1, 1000000}; }

static inline AVStream *clibav_stream(const AVFormatContext *file, int index) {
    return file->streams[index];
}

static inline AVChannelLayout clibav_stereo(void) {
    return (AVChannelLayout)AV_CHANNEL_LAYOUT_STEREO;
}

// One plane of a frame's picture or samples. `extended_data` holds all planes of any sound.
static inline uint8_t *clibav_plane(const AVFrame *frame, int index) {
    return frame->data[index];
}
static inline int clibav_stride(const AVFrame *frame, int index) {
    return frame->linesize[index];
}

// As clibav_scale, into a part of a planar 4:2:0 picture that begins at even coordinates.
static inline int clibav_scale_into(struct SwsContext *scaler, const AVFrame *from, AVFrame *to,
                                    int x, int y) {
    uint8_t *planes[4] = {to->data[0] + (ptrdiff_t)y * to->linesize[0] + x,
                          to->data[1] + (ptrdiff_t)(y / 2) * to->linesize[1] + x / 2,
                          to->data[2] + (ptrdiff_t)(y / 2) * to->linesize[2] + x / 2, NULL};
    return sws_scale(scaler, (const uint8_t *const *)from->data, from->linesize, 0, from->height,
                     planes, to->linesize);
}

// swr_convert into and out of frames' planes. `from` may be NULL to drain.
static inline int clibav_resample(struct SwrContext *resampler, AVFrame *to, int room,
                                  const AVFrame *from) {
    return swr_convert(resampler, to->extended_data, room,
                       from ? (const uint8_t **)from->extended_data : NULL,
                       from ? from->nb_samples : 0);
}

#endif
