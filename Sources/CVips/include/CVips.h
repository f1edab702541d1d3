// Non-variadic doors to libvips, which is loaded when the first of them is used: linked at start its hundred libraries
// would cost every start about 40 ms and every idle server about 20 MB.
#pragma once

#include <stddef.h>

enum cvips_format {
    CVIPS_PNG,
    CVIPS_JPEG,
    CVIPS_GIF,
    CVIPS_WEBP,
};

typedef struct {
    enum cvips_format format;
    int width;
    int height;
    /// 1 for a still.
    int frames;
    /// As in EXIF: 1 is upright.
    int orientation;
    /// 1 when the pixels come in passes, so that all of them have to be held.
    int interlaced;
} cvips_header;

/// Loads and starts libvips; only the readers of PNG, JPEG, GIF and WebP stay open. Call it once, before all others.
/// Returns NULL, or why it cannot be had.
const char *cvips_start(void);

/// Frees what libvips keeps for the calling thread. Call it at the thread's end.
void cvips_end_thread(void);

/// Gives memory that is free, but still held, back to the system.
void cvips_trim(void);

/// Functions below return 0, or -1 with a text in `error`. They read the file behind `file` from its first byte, fail on
/// a damaged or truncated one, and block.

/// Reads the header only.
int cvips_probe(int file, cvips_header *header, char *error, size_t capacity);

/// Writes the first frame as an 8-bit PNG at `path`: same size, no EXIF, not rotated.
int cvips_write_png(int file, const char *path, char *error, size_t capacity);

/// Writes the first frame, stretched to `width` by `height` and centred on a transparent canvas, as an RGBA PNG.
int cvips_write_fitted(
    int file, const char *path, int width, int height, int canvas_width, int canvas_height, char *error,
    size_t capacity);
