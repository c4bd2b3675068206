#include "forward.h"

#define FUNCTIONS(F) \
    F(const AVFilter *, avfilter_get_by_name, (const char *name), (name)) \
    F(AVFilterGraph *, avfilter_graph_alloc, (void), ()) \
    F(int, avfilter_graph_create_filter, (AVFilterContext **filt_ctx, const AVFilter *filt, const \
      char *name, const char *args, void *opaque, AVFilterGraph *graph_ctx), (filt_ctx, filt, name, \
      args, opaque, graph_ctx)) \
    F(int, avfilter_graph_config, (AVFilterGraph *graphctx, void *log_ctx), (graphctx, log_ctx)) \
    F(int, avfilter_graph_parse_ptr, (AVFilterGraph *graph, const char *filters, AVFilterInOut \
      **inputs, AVFilterInOut **outputs, void *log_ctx), (graph, filters, inputs, outputs, log_ctx)) \
    F(void, avfilter_graph_free, (AVFilterGraph **graph), (graph)) \
    F(AVFilterInOut *, avfilter_inout_alloc, (void), ()) \
    F(void, avfilter_inout_free, (AVFilterInOut **inout), (inout)) \
    F(int, av_buffersrc_add_frame_flags, (AVFilterContext *buffer_src, AVFrame *frame, int flags), \
      (buffer_src, frame, flags)) \
    F(int, av_buffersink_get_frame, (AVFilterContext *ctx, AVFrame *frame), (ctx, frame))

FORWARD_LIBRARY(avfilter, "libavfilter.so.8", "libavfilter8", FUNCTIONS)
