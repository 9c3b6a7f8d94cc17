// DEFLATE (RFC 1951) in zlib's wrapping (RFC 1950) for the rows of a picture that repeats itself.
//
// It looks for whole pixels only, at the left, above, and where two pixels like these were seen last; that is enough for
// charts, and several times faster than a search among bytes. The bytes depend on the picture alone, not on a version of
// zlib.
#ifndef ROW_DEFLATE_H
#define ROW_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

// Compresses rows of PNG's filter 0. `pixels`: `width` x `height` pixels of four bytes, of which the first `channels`, 3 or
// 4, are stored. Gives NULL when there is no memory; otherwise free() the result.
uint8_t *row_deflate(const uint8_t *pixels, uint32_t width, uint32_t height, int channels, size_t *count);

#endif
