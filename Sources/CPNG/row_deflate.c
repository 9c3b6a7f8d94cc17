#include "row_deflate.h"
#include "huffman.h"

#include <stdlib.h>
#include <string.h>

enum {
    LITERALS = HUFFMAN_SYMBOLS,
    DISTANCES = 30,
    LENGTH_CODES = 19,
    END_OF_BLOCK = 256,
    LONGEST_CODE = HUFFMAN_LONGEST,
    LONGEST_LENGTH_CODE = 7,
    LONGEST_MATCH = 258,
    WINDOW = 32768,
    // Steps in a block: a pixel, a match or the filter of a row.
    BLOCK = 1 << 15,
    HASH_BITS = 14
};

// A step: a pixel's three or four bytes apart from `match`, or a match, or the byte that begins a row.
typedef struct {
    uint32_t pixel;
    uint16_t length;   // Bytes; 0 for a pixel, 1 for the byte 0 that begins a row.
    uint16_t distance; // Bytes, less 1.
} step;

typedef struct {
    uint8_t *bytes;
    size_t count, capacity;
    uint64_t bits;
    int bit_count;
    int channels;
    int step_count;
    uint32_t literal_counts[LITERALS];
    uint32_t distance_counts[DISTANCES];
    uint8_t length_symbols[LONGEST_MATCH + 1]; // Less 257.
    uint8_t near_distances[256], far_distances[256];
    step steps[BLOCK];
    int32_t seen[1 << HASH_BITS];
} coder;

static const uint16_t length_bases[29] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                          31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t length_extras[29] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                          2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
static const uint16_t distance_bases[30] = {1,   2,   3,   4,   5,    7,    9,    13,   17,   25,
                                            33,  49,  65,  97,  129,  193,  257,  385,  513,  769,
                                            1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
static const uint8_t distance_extras[30] = {0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                            6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

static void prepare_tables(coder *c) {
    for (int symbol = 0; symbol < 29; symbol++)
        for (int length = length_bases[symbol]; length <= LONGEST_MATCH; length++)
            c->length_symbols[length] = (uint8_t)symbol;
    for (int symbol = 0; symbol < DISTANCES; symbol++) {
        int first = distance_bases[symbol] - 1;
        for (int distance = first; distance < 256; distance++)
            c->near_distances[distance] = (uint8_t)symbol;
        for (int distance = (first + 127) >> 7; distance < 256; distance++)
            c->far_distances[distance] = (uint8_t)symbol;
    }
}

// Of a distance less 1.
static inline int distance_symbol(const coder *c, uint32_t distance) {
    return distance < 256 ? c->near_distances[distance] : c->far_distances[distance >> 7];
}

static int reserve(coder *c, size_t more) {
    if (c->capacity - c->count >= more) return 1;
    size_t wanted = c->capacity * 2 + more;
    uint8_t *grown = realloc(c->bytes, wanted);
    if (!grown) return 0;
    c->bytes = grown;
    c->capacity = wanted;
    return 1;
}

// At most 32 bits at a time; room for them has been reserved.
static inline void put(coder *c, uint32_t value, int count) {
    c->bits |= (uint64_t)value << c->bit_count;
    c->bit_count += count;
    if (c->bit_count >= 32) {
        for (int i = 0; i < 4; i++) c->bytes[c->count + (size_t)i] = (uint8_t)(c->bits >> (8 * i));
        c->count += 4;
        c->bits >>= 32;
        c->bit_count -= 32;
    }
}

// The code lengths of a block, themselves compressed by runs and a code of their own.
static void put_lengths(coder *c, const uint8_t *literals, const uint8_t *distances) {
    static const uint8_t order[LENGTH_CODES] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint8_t all[LITERALS + DISTANCES], symbols[LITERALS + DISTANCES], extras[LITERALS + DISTANCES];
    uint32_t counts[LENGTH_CODES] = {0};
    int count = 0;
    memcpy(all, literals, LITERALS);
    memcpy(all + LITERALS, distances, DISTANCES);
    for (int i = 0; i < LITERALS + DISTANCES;) {
        int run = 1;
        while (i + run < LITERALS + DISTANCES && all[i + run] == all[i]) run++;
        int symbol = all[i], taken = 1, extra = 0;
        if (all[i] == 0 && run >= 11) {
            taken = run < 138 ? run : 138;
            symbol = 18;
            extra = taken - 11;
        } else if (all[i] == 0 && run >= 3) {
            taken = run;
            symbol = 17;
            extra = taken - 3;
        } else if (i > 0 && all[i] == all[i - 1] && run >= 3) {
            taken = run < 6 ? run : 6;
            symbol = 16;
            extra = taken - 3;
        }
        symbols[count] = (uint8_t)symbol;
        extras[count++] = (uint8_t)extra;
        counts[symbol]++;
        i += taken;
    }
    uint8_t lengths[LENGTH_CODES];
    uint16_t codes[LENGTH_CODES];
    huffman_lengths(counts, LENGTH_CODES, LONGEST_LENGTH_CODE, lengths);
    huffman_codes(lengths, LENGTH_CODES, codes);
    put(c, LITERALS - 257, 5);
    put(c, DISTANCES - 1, 5);
    put(c, LENGTH_CODES - 4, 4);
    for (int i = 0; i < LENGTH_CODES; i++) put(c, lengths[order[i]], 3);
    for (int i = 0; i < count; i++) {
        put(c, codes[symbols[i]], lengths[symbols[i]]);
        if (symbols[i] >= 16) put(c, extras[i], symbols[i] == 16 ? 2 : symbols[i] == 17 ? 3 : 7);
    }
}

static int put_block(coder *c, int is_last) {
    uint8_t literal_lengths[LITERALS], distance_lengths[DISTANCES];
    uint16_t literals[LITERALS], distances[DISTANCES];
    // A step takes at most four codes of 15 bits, the table less than a kilobyte.
    if (!reserve(c, (size_t)c->step_count * 8 + 2048)) return 0;
    c->literal_counts[END_OF_BLOCK] = 1;
    huffman_lengths(c->literal_counts, LITERALS, LONGEST_CODE, literal_lengths);
    huffman_lengths(c->distance_counts, DISTANCES, LONGEST_CODE, distance_lengths);
    huffman_codes(literal_lengths, LITERALS, literals);
    huffman_codes(distance_lengths, DISTANCES, distances);
    put(c, (uint32_t)is_last | 2 << 1, 3);
    put_lengths(c, literal_lengths, distance_lengths);
    for (int i = 0; i < c->step_count; i++) {
        step s = c->steps[i];
        if (s.length >= 3) {
            int symbol = c->length_symbols[s.length];
            put(c, literals[257 + symbol], literal_lengths[257 + symbol]);
            put(c, (uint32_t)(s.length - length_bases[symbol]), length_extras[symbol]);
            symbol = distance_symbol(c, s.distance);
            put(c, distances[symbol], distance_lengths[symbol]);
            put(c, (uint32_t)(s.distance + 1 - distance_bases[symbol]), distance_extras[symbol]);
        } else {
            int count = s.length == 1 ? 1 : c->channels;
            for (int channel = 0; channel < count; channel++, s.pixel >>= 8)
                put(c, literals[s.pixel & 255], literal_lengths[s.pixel & 255]);
        }
    }
    put(c, literals[END_OF_BLOCK], literal_lengths[END_OF_BLOCK]);
    c->step_count = 0;
    memset(c->literal_counts, 0, sizeof c->literal_counts);
    memset(c->distance_counts, 0, sizeof c->distance_counts);
    return 1;
}

static inline uint32_t pixel_at(const uint8_t *pixels, size_t index) {
    const uint8_t *p = pixels + index * 4;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

// How many pixels are the same from two places on, at most `most`.
static inline uint32_t common(const uint8_t *one, const uint8_t *other, uint32_t most) {
    uint32_t count = 0;
    while (count + 2 <= most && memcmp(one + (size_t)count * 4, other + (size_t)count * 4, 8) == 0) count += 2;
    while (count < most && memcmp(one + (size_t)count * 4, other + (size_t)count * 4, 4) == 0) count++;
    return count;
}

// Gathers the steps of a row. Matches end where a row does, the own and the other.
static int add_row(coder *c, const uint8_t *pixels, uint32_t width, uint32_t y) {
    size_t stride = (size_t)width * (size_t)c->channels + 1;
    size_t start = (size_t)y * width;
    uint32_t longest = (uint32_t)(LONGEST_MATCH / c->channels);
    if (c->step_count == BLOCK && !put_block(c, 0)) return 0;
    c->steps[c->step_count++] = (step){.length = 1};
    c->literal_counts[0]++;
    for (uint32_t x = 0; x < width;) {
        size_t index = start + x;
        const uint8_t *here = pixels + index * 4;
        uint32_t pixel = pixel_at(pixels, index);
        uint32_t most = width - x < longest ? width - x : longest;
        uint32_t length = 0;
        size_t distance = 0;
        if (x > 0 && pixel_at(pixels, index - 1) == pixel) {
            length = common(here, here - 4, most);
            distance = (size_t)c->channels;
        }
        if (length < most && y > 0 && stride <= WINDOW && pixel_at(pixels, index - width) == pixel) {
            uint32_t above = common(here, here - (size_t)width * 4, most);
            if (above > length + (length > 0)) {
                length = above;
                distance = stride;
            }
        }
        if (x + 1 < width) {
            uint32_t key = ((pixel * 0x9E3779B1u) ^ (pixel_at(pixels, index + 1) * 0x85EBCA6Bu)) >> (32 - HASH_BITS);
            int32_t seen = c->seen[key];
            c->seen[key] = (int32_t)index;
            if (length < 8 && length < most && seen >= 0) {
                uint32_t row = (uint32_t)seen / width, column = (uint32_t)seen % width;
                size_t away = (size_t)(y - row) * stride + ((size_t)x - column) * (size_t)c->channels;
                if (away <= WINDOW) {
                    uint32_t room = width - column < most ? width - column : most;
                    uint32_t found = common(here, pixels + (size_t)seen * 4, room);
                    if (found > length + (length > 0)) {
                        length = found;
                        distance = away;
                    }
                }
            }
        }
        if (c->step_count == BLOCK && !put_block(c, 0)) return 0;
        if (length > 0) {
            uint32_t bytes = length * (uint32_t)c->channels;
            c->steps[c->step_count++] = (step){.length = (uint16_t)bytes, .distance = (uint16_t)(distance - 1)};
            c->literal_counts[257 + c->length_symbols[bytes]]++;
            c->distance_counts[distance_symbol(c, (uint32_t)distance - 1)]++;
            x += length;
        } else {
            c->steps[c->step_count++] = (step){.pixel = pixel};
            for (int channel = 0; channel < c->channels; channel++) c->literal_counts[here[channel]]++;
            x++;
        }
    }
    return 1;
}

// zlib's checksum (RFC 1950, 8.2) of the byte 0 and a row's stored bytes.
static void check(uint32_t *one, uint32_t *two, const uint8_t *row, uint32_t width, int channels) {
    uint32_t a = *one, b = (*two + *one) % 65521;
    // Of so many pixels the sums stay below 2^32.
    for (uint32_t x = 0; x < width;) {
        uint32_t end = width - x > 1024 ? x + 1024 : width;
        for (; x < end; x++, row += 4) {
            if (channels == 3) {
                b += 3 * a + 3u * row[0] + 2u * row[1] + row[2];
                a += (uint32_t)row[0] + row[1] + row[2];
            } else {
                b += 4 * a + 4u * row[0] + 3u * row[1] + 2u * row[2] + row[3];
                a += (uint32_t)row[0] + row[1] + row[2] + row[3];
            }
        }
        a %= 65521;
        b %= 65521;
    }
    *one = a;
    *two = b;
}

uint8_t *row_deflate(const uint8_t *pixels, uint32_t width, uint32_t height, int channels, size_t *count) {
    coder *c = malloc(sizeof(coder));
    if (!c) return NULL;
    memset(c, 0, offsetof(coder, steps));
    memset(c->seen, 0xFF, sizeof c->seen);
    c->channels = channels;
    prepare_tables(c);
    uint32_t one = 1, two = 0;
    int is_done = reserve(c, 1 << 17);
    if (is_done) {
        c->bytes[c->count++] = 0x78;
        c->bytes[c->count++] = 0x01;
    }
    for (uint32_t y = 0; is_done && y < height; y++) {
        is_done = add_row(c, pixels, width, y);
        check(&one, &two, pixels + (size_t)y * width * 4, width, channels);
    }
    is_done = is_done && put_block(c, 1) && reserve(c, 16);
    uint8_t *bytes = c->bytes;
    if (is_done) {
        for (; c->bit_count > 0; c->bit_count -= 8, c->bits >>= 8) bytes[c->count++] = (uint8_t)c->bits;
        for (int shift = 8; shift >= 0; shift -= 8) bytes[c->count++] = (uint8_t)(two >> shift);
        for (int shift = 8; shift >= 0; shift -= 8) bytes[c->count++] = (uint8_t)(one >> shift);
        *count = c->count;
    } else {
        free(bytes);
        bytes = NULL;
    }
    free(c);
    return bytes;
}
