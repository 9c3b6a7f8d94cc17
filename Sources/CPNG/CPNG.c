#include "CPNG.h"
#include "row_deflate.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Everything that must survive a longjmp lives here, not in locals, whose values setjmp leaves undefined.
typedef struct {
    png_structp png;
    png_infop info;
    png_text *texts;
    png_bytepp rows;
    uint8_t *row;
    cpng_buffer out;
    size_t capacity;
    const uint8_t *input;
    size_t input_count;
    size_t input_offset;
    char *message;
    int result;
} work;

static void fail(png_structp png, png_const_charp text) {
    work *w = png_get_error_ptr(png);
    snprintf(w->message, CPNG_MESSAGE_SIZE, "%s", text);
    if (w->result == CPNG_OK) w->result = CPNG_FAILED;
    png_longjmp(png, 1);
}

static void fail_because(work *w, int result, const char *text) {
    w->result = result;
    png_error(w->png, text);
}

// A picture that can be decoded is shown; libpng's warnings would otherwise go to stderr.
static void ignore_warning(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

static void append_bytes(png_structp png, png_bytep bytes, size_t count) {
    work *w = png_get_io_ptr(png);
    if (count > w->capacity - w->out.count) {
        size_t wanted = (w->capacity + count) * 2;
        uint8_t *grown = wanted > count ? realloc(w->out.bytes, wanted) : NULL;
        if (!grown) fail_because(w, CPNG_OUT_OF_MEMORY, "no memory for the encoded picture");
        w->out.bytes = grown;
        w->capacity = wanted;
    }
    memcpy(w->out.bytes + w->out.count, bytes, count);
    w->out.count += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static void take_bytes(png_structp png, png_bytep bytes, size_t count) {
    work *w = png_get_io_ptr(png);
    if (count > w->input_count - w->input_offset) png_error(png, "the file ends too early");
    memcpy(bytes, w->input + w->input_offset, count);
    w->input_offset += count;
}

static int finish(work *w, int reading, cpng_buffer *out) {
    if (reading) png_destroy_read_struct(&w->png, &w->info, NULL);
    else png_destroy_write_struct(&w->png, &w->info);
    free(w->texts);
    free(w->rows);
    free(w->row);
    if (w->result == CPNG_OK) *out = w->out;
    else free(w->out.bytes);
    return w->result;
}

static int is_ascii(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text > 126) return 0;
    return 1;
}

static void set_palette(work *w, const uint8_t *rgba, int count) {
    png_color colors[256];
    png_byte alphas[256];
    int translucent = 0;
    for (int i = 0; i < count; i++, rgba += 4) {
        colors[i] = (png_color){rgba[0], rgba[1], rgba[2]};
        alphas[i] = rgba[3];
        if (rgba[3] != 255) translucent = i + 1;
    }
    png_set_PLTE(w->png, w->info, colors, count);
    if (translucent > 0) png_set_tRNS(w->png, w->info, alphas, translucent, NULL);
}

static void pack_row(const uint8_t *restrict rgba, uint8_t *restrict rgb, size_t width) {
    for (size_t x = 0; x < width; x++, rgba += 4, rgb += 3) {
        rgb[0] = rgba[0];
        rgb[1] = rgba[1];
        rgb[2] = rgba[2];
    }
}

int cpng_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int channels, const uint8_t *palette,
                int palette_count, cpng_compression compression, const cpng_text *texts, int text_count, cpng_buffer *out,
                char message[CPNG_MESSAGE_SIZE]) {
    work w = {.message = message, .result = CPNG_OK};
    w.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w, fail, ignore_warning);
    w.info = w.png ? png_create_info_struct(w.png) : NULL;
    w.texts = calloc(text_count > 0 ? (size_t)text_count : 1, sizeof(png_text));
    if (!w.png || !w.info || !w.texts) {
        snprintf(message, CPNG_MESSAGE_SIZE, "no memory for the encoder");
        w.result = CPNG_OUT_OF_MEMORY;
        return finish(&w, 0, out);
    }
    if (setjmp(png_jmpbuf(w.png))) return finish(&w, 0, out);
    png_set_write_fn(w.png, &w, append_bytes, flush_nothing);
    if (palette_count < 0 || palette_count > 256) png_error(w.png, "a palette has at most 256 colours");
    int color = palette_count > 0 ? PNG_COLOR_TYPE_PALETTE : channels == 1 ? PNG_COLOR_TYPE_GRAY : channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA;
    // A few colours fit in a part of a byte; libpng packs them.
    int depth = palette_count == 0 || palette_count > 16 ? 8 : palette_count > 4 ? 4 : palette_count > 2 ? 2 : 1;
    png_set_IHDR(w.png, w.info, width, height, depth, color, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (palette_count > 0) set_palette(&w, palette, palette_count);
    png_set_filter(w.png, PNG_FILTER_TYPE_BASE,
                   compression.filter == CPNG_FILTER_LEFT    ? PNG_FILTER_SUB
                   : compression.filter == CPNG_FILTER_ABOVE ? PNG_FILTER_UP
                                                             : PNG_FILTER_NONE);
    png_set_compression_level(w.png, compression.level);
    // zlib's numbers of Z_DEFAULT_STRATEGY and Z_RLE. libpng would choose by the filter.
    png_set_compression_strategy(w.png, compression.only_runs ? 3 : 0);
    // The largest tables zlib has, and chunks that are not tiny: both are a few hundred kilobytes, and faster.
    png_set_compression_mem_level(w.png, 9);
    png_set_compression_buffer_size(w.png, 1 << 16);
    for (int i = 0; i < text_count; i++) {
        w.texts[i].compression = is_ascii(texts[i].value) ? PNG_TEXT_COMPRESSION_NONE : PNG_ITXT_COMPRESSION_NONE;
        w.texts[i].key = (png_charp)texts[i].key;
        w.texts[i].text = (png_charp)texts[i].value;
    }
    if (text_count > 0) png_set_text(w.png, w.info, w.texts, text_count);
    png_write_info(w.png, w.info);
    if (depth < 8) png_set_packing(w.png);
    if (compression.repeats_pixels && channels >= 3 && palette_count == 0) {
        size_t count = 0;
        w.row = row_deflate(pixels, width, height, channels, &count);
        if (!w.row) fail_because(&w, CPNG_OUT_OF_MEMORY, "no memory for the compressed rows");
        png_write_chunk(w.png, (png_const_bytep) "IDAT", w.row, count);
        // Not png_write_end, which has seen no row.
        png_write_chunk(w.png, (png_const_bytep) "IEND", NULL, 0);
        return finish(&w, 0, out);
    }
    if (channels == 3) {
        // Row by row: a copy of the whole picture would cost more than the packing itself.
        w.row = malloc((size_t)width * 3);
        if (!w.row) fail_because(&w, CPNG_OUT_OF_MEMORY, "no memory for a row");
    }
    for (uint32_t y = 0; y < height; y++) {
        const uint8_t *row = pixels + (size_t)y * width * (size_t)(channels == 3 ? 4 : channels);
        if (channels == 3) {
            pack_row(row, w.row, width);
            row = w.row;
        }
        png_write_row(w.png, row);
    }
    png_write_end(w.png, w.info);
    return finish(&w, 0, out);
}

int cpng_decode(const uint8_t *bytes, size_t count, uint32_t max_side, uint64_t max_pixels,
                uint32_t *width, uint32_t *height, cpng_buffer *out, char message[CPNG_MESSAGE_SIZE]) {
    work w = {.message = message, .result = CPNG_OK, .input = bytes, .input_count = count};
    w.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &w, fail, ignore_warning);
    w.info = w.png ? png_create_info_struct(w.png) : NULL;
    if (!w.png || !w.info) {
        snprintf(message, CPNG_MESSAGE_SIZE, "no memory for the decoder");
        w.result = CPNG_OUT_OF_MEMORY;
        return finish(&w, 1, out);
    }
    if (setjmp(png_jmpbuf(w.png))) return finish(&w, 1, out);
    png_set_read_fn(w.png, &w, take_bytes);
    // The size is judged below, with our own message; text and colour profiles may not take more than 4 MiB.
    png_set_user_limits(w.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(w.png, 4 << 20);
    png_set_chunk_cache_max(w.png, 64);
    png_read_info(w.png, w.info);
    *width = png_get_image_width(w.png, w.info);
    *height = png_get_image_height(w.png, w.info);
    if (*width > max_side || *height > max_side || (uint64_t)*width * *height > max_pixels)
        fail_because(&w, CPNG_TOO_LARGE, "the declared size is above the limit");
    png_set_expand(w.png);
    png_set_scale_16(w.png);
    png_set_gray_to_rgb(w.png);
    png_set_add_alpha(w.png, 0xFF, PNG_FILLER_AFTER);
    png_set_interlace_handling(w.png);
    png_read_update_info(w.png, w.info);
    size_t stride = (size_t)*width * 4;
    if (png_get_rowbytes(w.png, w.info) != stride) png_error(w.png, "unexpected row size");
    w.out.count = stride * *height;
    w.out.bytes = calloc(w.out.count, 1);
    w.rows = calloc(*height, sizeof(png_bytep));
    if (!w.out.bytes || !w.rows) fail_because(&w, CPNG_OUT_OF_MEMORY, "no memory for the picture");
    for (uint32_t y = 0; y < *height; y++) w.rows[y] = w.out.bytes + y * stride;
    png_read_image(w.png, w.rows);
    png_read_end(w.png, NULL);
    return finish(&w, 1, out);
}

void cpng_release(cpng_buffer buffer) { free(buffer.bytes); }
