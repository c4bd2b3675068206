#include "forward.h"

#define FUNCTIONS(F) \
    F(unsigned int, avfilter_version, (void), ()) \
    F(const AVFilter *, avfilter_get_by_name, (const char *name), (name)) \
    F(AVFilterGraph *, avfilter_graph_alloc, (void), ()) \
    F(AVFilterContext *, avfilter_graph_alloc_filter, (AVFilterGraph *graph, const AVFilter \
      *filter, const char *name), (graph, filter, name)) \
    F(int, avfilter_graph_create_filter, (AVFilterContext **filt_ctx, const AVFilter *filt, const \
      char *name, const char *args, void *opaque, AVFilterGraph *graph_ctx), (filt_ctx, filt, name, \
      args, opaque, graph_ctx)) \
    F(int, avfilter_graph_config, (AVFilterGraph *graphctx, void *log_ctx), (graphctx, log_ctx)) \
    F(int, avfilter_graph_parse_ptr, (AVFilterGraph *graph, const char *filters, AVFilterInOut \
      **inputs, AVFilterInOut **outputs, void *log_ctx), (graph, filters, inputs, outputs, log_ctx)) \
    F(int, avfilter_graph_parse2, (AVFilterGraph *graph, const char *filters, AVFilterInOut \
      **inputs, AVFilterInOut **outputs), (graph, filters, inputs, outputs)) \
    F(void, avfilter_graph_free, (AVFilterGraph **graph), (graph)) \
    F(AVFilterContext *, avfilter_graph_get_filter, (AVFilterGraph *graph, const char *name), \
      (graph, name)) \
    F(int, avfilter_graph_request_oldest, (AVFilterGraph *graph), (graph)) \
    F(int, avfilter_graph_send_command, (AVFilterGraph *graph, const char *target, const char \
      *cmd, const char *arg, char *res, int res_len, int flags), (graph, target, cmd, arg, res, \
      res_len, flags)) \
    F(int, avfilter_init_str, (AVFilterContext *ctx, const char *args), (ctx, args)) \
    F(int, avfilter_init_dict, (AVFilterContext *ctx, AVDictionary **options), (ctx, options)) \
    F(int, avfilter_link, (AVFilterContext *src, unsigned int srcpad, AVFilterContext *dst, \
      unsigned int dstpad), (src, srcpad, dst, dstpad)) \
    F(void, avfilter_free, (AVFilterContext *filter), (filter)) \
    F(AVFilterInOut *, avfilter_inout_alloc, (void), ()) \
    F(void, avfilter_inout_free, (AVFilterInOut **inout), (inout)) \
    F(const char *, avfilter_pad_get_name, (const AVFilterPad *pads, int pad_idx), (pads, \
      pad_idx)) \
    F(enum AVMediaType, avfilter_pad_get_type, (const AVFilterPad *pads, int pad_idx), (pads, \
      pad_idx)) \
    F(AVBufferSrcParameters *, av_buffersrc_parameters_alloc, (void), ()) \
    F(int, av_buffersrc_parameters_set, (AVFilterContext *ctx, AVBufferSrcParameters *param), \
      (ctx, param)) \
    F(int, av_buffersrc_add_frame, (AVFilterContext *ctx, AVFrame *frame), (ctx, frame)) \
    F(int, av_buffersrc_add_frame_flags, (AVFilterContext *buffer_src, AVFrame *frame, int flags), \
      (buffer_src, frame, flags)) \
    F(int, av_buffersrc_write_frame, (AVFilterContext *ctx, const AVFrame *frame), (ctx, frame)) \
    F(int, av_buffersrc_close, (AVFilterContext *ctx, int64_t pts, unsigned int flags), (ctx, pts, \
      flags)) \
    F(unsigned int, av_buffersrc_get_nb_failed_requests, (AVFilterContext *buffer_src), \
      (buffer_src)) \
    F(int, av_buffersink_get_frame, (AVFilterContext *ctx, AVFrame *frame), (ctx, frame)) \
    F(int, av_buffersink_get_frame_flags, (AVFilterContext *ctx, AVFrame *frame, int flags), (ctx, \
      frame, flags)) \
    F(int, av_buffersink_get_samples, (AVFilterContext *ctx, AVFrame *frame, int nb_samples), \
      (ctx, frame, nb_samples)) \
    F(void, av_buffersink_set_frame_size, (AVFilterContext *ctx, unsigned int frame_size), (ctx, \
      frame_size)) \
    F(enum AVMediaType, av_buffersink_get_type, (const AVFilterContext *ctx), (ctx)) \
    F(AVRational, av_buffersink_get_time_base, (const AVFilterContext *ctx), (ctx)) \
    F(int, av_buffersink_get_format, (const AVFilterContext *ctx), (ctx)) \
    F(AVRational, av_buffersink_get_frame_rate, (const AVFilterContext *ctx), (ctx)) \
    F(int, av_buffersink_get_w, (const AVFilterContext *ctx), (ctx)) \
    F(int, av_buffersink_get_h, (const AVFilterContext *ctx), (ctx)) \
    F(AVRational, av_buffersink_get_sample_aspect_ratio, (const AVFilterContext *ctx), (ctx)) \
    F(int, av_buffersink_get_sample_rate, (const AVFilterContext *ctx), (ctx)) \
    F(int, av_buffersink_get_ch_layout, (const AVFilterContext *ctx, AVChannelLayout *ch_layout), \
      (ctx, ch_layout)) \
    F(int, av_buffersink_get_channels, (const AVFilterContext *ctx), (ctx))

FORWARD_LIBRARY(avfilter, "libavfilter.so.8", "libavfilter8", FUNCTIONS)
