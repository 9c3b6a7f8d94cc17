// PNG in memory, for Swift. libpng reports errors with longjmp, which must not cross Swift frames: it stays in CPNG.c.
#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

enum {
    CPNG_OK = 0,
    CPNG_OUT_OF_MEMORY = 1,
    CPNG_TOO_LARGE = 2,
    CPNG_FAILED = 3,
    CPNG_MESSAGE_SIZE = 160
};

// One line of text stored in the picture. Both strings end with NUL; `value` is UTF-8.
typedef struct {
    const char *key;
    const char *value;
} cpng_text;

// Bytes owned by the caller after a call that returned CPNG_OK: give them back with cpng_release.
typedef struct {
    uint8_t *bytes;
    size_t count;
} cpng_buffer;

// What is done to rows before zlib sees them.
enum {
    CPNG_FILTER_NONE = 0,
    CPNG_FILTER_LEFT = 1,
    CPNG_FILTER_ABOVE = 2
};

// How rows are made small: `level` is zlib's 0 to 9; `only_runs` looks for no other repetitions than those of one byte.
// `repeats_pixels` uses no zlib, but what row_deflate.h describes; it is for 3 or 4 channels without a filter.
typedef struct {
    int filter;
    int level;
    int only_runs;
    int repeats_pixels;
} cpng_compression;

// Encodes 8-bit rows without gaps. `channels`: 1 gray, 3 RGB (of pixels of four bytes, the last of which is passed over),
// 4 RGBA with straight alpha.
// With a palette, of 1 to 256 colours as RGBA, `channels` is 1 and each byte the number of a colour.
int cpng_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int channels, const uint8_t *palette,
                int palette_count, cpng_compression compression, const cpng_text *texts, int text_count, cpng_buffer *out,
                char message[CPNG_MESSAGE_SIZE]);

// Decodes any PNG into RGBA, 8 bits a channel. Refuses a declared size above the limits before it takes memory for it.
int cpng_decode(const uint8_t *bytes, size_t count, uint32_t max_side, uint64_t max_pixels,
                uint32_t *width, uint32_t *height, cpng_buffer *out, char message[CPNG_MESSAGE_SIZE]);

void cpng_release(cpng_buffer buffer);

#endif
