#include "forward.h"

#define FUNCTIONS(F) \
    F(const AVCodec *, avcodec_find_decoder, (enum AVCodecID id), (id)) \
    F(const AVCodec *, avcodec_find_encoder_by_name, (const char *name), (name)) \
    F(const char *, avcodec_get_name, (enum AVCodecID id), (id)) \
    F(const char *, avcodec_profile_name, (enum AVCodecID codec_id, int profile), (codec_id, \
      profile)) \
    F(AVCodecContext *, avcodec_alloc_context3, (const AVCodec *codec), (codec)) \
    F(void, avcodec_free_context, (AVCodecContext **avctx), (avctx)) \
    F(int, avcodec_open2, (AVCodecContext *avctx, const AVCodec *codec, AVDictionary **options), \
      (avctx, codec, options)) \
    F(void, avcodec_flush_buffers, (AVCodecContext *avctx), (avctx)) \
    F(int, avcodec_send_packet, (AVCodecContext *avctx, const AVPacket *avpkt), (avctx, avpkt)) \
    F(int, avcodec_receive_frame, (AVCodecContext *avctx, AVFrame *frame), (avctx, frame)) \
    F(int, avcodec_send_frame, (AVCodecContext *avctx, const AVFrame *frame), (avctx, frame)) \
    F(int, avcodec_receive_packet, (AVCodecContext *avctx, AVPacket *avpkt), (avctx, avpkt)) \
    F(int, avcodec_decode_subtitle2, (AVCodecContext *avctx, AVSubtitle *sub, int *got_sub_ptr, \
      AVPacket *avpkt), (avctx, sub, got_sub_ptr, avpkt)) \
    F(void, avsubtitle_free, (AVSubtitle *sub), (sub)) \
    F(int, avcodec_parameters_copy, (AVCodecParameters *dst, const AVCodecParameters *src), (dst, \
      src)) \
    F(int, avcodec_parameters_from_context, (AVCodecParameters *par, const AVCodecContext *codec), \
      (par, codec)) \
    F(int, avcodec_parameters_to_context, (AVCodecContext *codec, const AVCodecParameters *par), \
      (codec, par)) \
    F(AVPacket *, av_packet_alloc, (void), ()) \
    F(void, av_packet_free, (AVPacket **pkt), (pkt)) \
    F(void, av_packet_unref, (AVPacket *pkt), (pkt)) \
    F(void, av_packet_move_ref, (AVPacket *dst, AVPacket *src), (dst, src)) \
    F(void, av_packet_rescale_ts, (AVPacket *pkt, AVRational tb_src, AVRational tb_dst), (pkt, \
      tb_src, tb_dst)) \
    F(const AVBitStreamFilter *, av_bsf_get_by_name, (const char *name), (name)) \
    F(int, av_bsf_alloc, (const AVBitStreamFilter *filter, AVBSFContext **ctx), (filter, ctx)) \
    F(int, av_bsf_init, (AVBSFContext *ctx), (ctx)) \
    F(void, av_bsf_free, (AVBSFContext **ctx), (ctx)) \
    F(void, av_bsf_flush, (AVBSFContext *ctx), (ctx)) \
    F(int, av_bsf_send_packet, (AVBSFContext *ctx, AVPacket *pkt), (ctx, pkt)) \
    F(int, av_bsf_receive_packet, (AVBSFContext *ctx, AVPacket *pkt), (ctx, pkt))

FORWARD_LIBRARY(avcodec, "libavcodec.so.59", "libavcodec59", FUNCTIONS)
