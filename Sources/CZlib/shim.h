#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

/// How many bytes `tv_deflate` may write for `count` bytes.
static inline size_t tv_deflate_bound(size_t count) {
    return compressBound(count) + 64;
}

/// Deflates `count` bytes without a header, ended on a byte boundary and without a last block, so
/// that pieces made apart can stand one after the other in one stream.
/// Returns the number of bytes written, or -1 if memory or room is short.
static inline long tv_deflate(const uint8_t *in, size_t count, uint8_t *out, size_t room) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) return -1;
    stream.next_in = (Bytef *)in;
    stream.avail_in = (uInt)count;
    stream.next_out = out;
    stream.avail_out = (uInt)room;
    int result = deflate(&stream, Z_FULL_FLUSH);
    long written = stream.avail_in == 0 && stream.avail_out > 0 && result == Z_OK
        ? (long)stream.total_out : -1;
    deflateEnd(&stream);
    return written;
}

/// Inflates what one call of `tv_deflate` wrote, into exactly `count` bytes.
/// Returns 0, or -1 if memory is short or the bytes are none of ours.
static inline int tv_inflate(const uint8_t *in, size_t room, uint8_t *out, size_t count) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, -15) != Z_OK) return -1;
    stream.next_in = (Bytef *)in;
    stream.avail_in = (uInt)room;
    stream.next_out = out;
    stream.avail_out = (uInt)count;
    int result = inflate(&stream, Z_SYNC_FLUSH);
    int missing = (result == Z_OK || result == Z_BUF_ERROR) && stream.total_out == count ? 0 : -1;
    inflateEnd(&stream);
    return missing;
}
