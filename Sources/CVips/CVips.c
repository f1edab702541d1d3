#include "CVips.h"

#include <dlfcn.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// What is used of libvips.so.42 (8.13 and later), whose binary interface is stable. Objects stay opaque.
typedef void object;

enum { format_uchar = 0, access_sequential = 1, fail_on_error = 2, size_force = 3, compass_centre = 0 };
enum { all_log_levels = ~3 };
enum { space_grey = 1, space_cmyk = 15, space_rgb = 22, space_rgb16 = 25, space_grey16 = 26 };

static struct {
    int (*init)(const char *name);
    void (*cache_set_max)(int operations);
    void (*concurrency_set)(int threads);
    void (*operation_block_set)(const char *name, int blocked);
    void (*thread_shutdown)(void);
    char *(*error_buffer_copy)(void);
    void (*error_clear)(void);
    object *(*source_new_from_descriptor)(int file);
    const char *(*foreign_find_load_source)(object *source);
    object *(*image_new_from_source)(object *source, const char *options, ...);
    int (*image_get_width)(const object *image);
    int (*image_get_height)(const object *image);
    int (*image_get_n_pages)(object *image);
    int (*image_get_orientation)(object *image);
    int (*image_guess_interpretation)(const object *image);
    int (*image_hasalpha)(object *image);
    unsigned long (*image_get_typeof)(const object *image, const char *name);
    int (*image_remove)(object *image, const char *name);
    int (*copy)(object *in, object **out, ...);
    int (*cast)(object *in, object **out, int format, ...);
    int (*colourspace)(object *in, object **out, int space, ...);
    int (*addalpha)(object *in, object **out, ...);
    int (*gravity)(object *in, object **out, int direction, int width, int height, ...);
    int (*thumbnail_image)(object *in, object **out, int width, ...);
    int (*pngsave)(object *in, const char *path, ...);
    void (*g_object_unref)(object *object);
    void (*g_free)(void *memory);
    unsigned (*g_log_set_handler)(const char *domain, int levels, void *handler, void *data);
} vips;

static const char *load(void) {
    static const struct {
        const char *name;
        void **address;
    } symbols[] = {
        {"vips_init", (void **)&vips.init},
        {"vips_cache_set_max", (void **)&vips.cache_set_max},
        {"vips_concurrency_set", (void **)&vips.concurrency_set},
        {"vips_operation_block_set", (void **)&vips.operation_block_set},
        {"vips_thread_shutdown", (void **)&vips.thread_shutdown},
        {"vips_error_buffer_copy", (void **)&vips.error_buffer_copy},
        {"vips_error_clear", (void **)&vips.error_clear},
        {"vips_source_new_from_descriptor", (void **)&vips.source_new_from_descriptor},
        {"vips_foreign_find_load_source", (void **)&vips.foreign_find_load_source},
        {"vips_image_new_from_source", (void **)&vips.image_new_from_source},
        {"vips_image_get_width", (void **)&vips.image_get_width},
        {"vips_image_get_height", (void **)&vips.image_get_height},
        {"vips_image_get_n_pages", (void **)&vips.image_get_n_pages},
        {"vips_image_get_orientation", (void **)&vips.image_get_orientation},
        {"vips_image_guess_interpretation", (void **)&vips.image_guess_interpretation},
        {"vips_image_hasalpha", (void **)&vips.image_hasalpha},
        {"vips_image_get_typeof", (void **)&vips.image_get_typeof},
        {"vips_image_remove", (void **)&vips.image_remove},
        {"vips_copy", (void **)&vips.copy},
        {"vips_cast", (void **)&vips.cast},
        {"vips_colourspace", (void **)&vips.colourspace},
        {"vips_addalpha", (void **)&vips.addalpha},
        {"vips_gravity", (void **)&vips.gravity},
        {"vips_thumbnail_image", (void **)&vips.thumbnail_image},
        {"vips_pngsave", (void **)&vips.pngsave},
        {"g_object_unref", (void **)&vips.g_object_unref},
        {"g_free", (void **)&vips.g_free},
        {"g_log_set_handler", (void **)&vips.g_log_set_handler},
    };
    void *library = dlopen("libvips.so.42", RTLD_NOW | RTLD_LOCAL);
    if (!library) return "libvips (libvips42, 8.13 or later) is not installed";
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        // dlsym looks into what libvips itself depends on as well: GLib's functions are found there.
        *symbols[i].address = dlsym(library, symbols[i].name);
        if (!*symbols[i].address) return "the installed libvips is older than 8.13";
    }
    return NULL;
}

static const struct {
    const char *reader;
    enum cvips_format format;
} readers[] = {
    {"VipsForeignLoadPng", CVIPS_PNG},
    {"VipsForeignLoadJpeg", CVIPS_JPEG},
    {"VipsForeignLoadNsgif", CVIPS_GIF},
    {"VipsForeignLoadWebp", CVIPS_WEBP},
};
static const size_t reader_count = sizeof readers / sizeof *readers;

/// A damaged picture makes hundreds of warnings; what matters of them comes back as the error of the call.
static void no_warning(const char *domain, int level, const char *message, void *data) {
    (void)domain, (void)level, (void)message, (void)data;
}

const char *cvips_start(void) {
    const char *failure = load();
    if (failure) return failure;
    if (vips.init("tsubame")) return "libvips does not start";
    vips.g_log_set_handler("VIPS", all_log_levels, (void *)no_warning, NULL);
    vips.cache_set_max(0);
    vips.concurrency_set(1);
    vips.operation_block_set("VipsForeignLoad", 1);
    for (size_t i = 0; i < reader_count; i++) vips.operation_block_set(readers[i].reader, 0);
    return NULL;
}

void cvips_end_thread(void) { vips.thread_shutdown(); }

void cvips_trim(void) { malloc_trim(0); }

static void release(object *object) {
    if (object) vips.g_object_unref(object);
}

/// Replaces `*image` by what `operation` made of it. 0, or -1.
static int become(object **image, int failure, object *result) {
    release(*image);
    *image = failure ? NULL : result;
    return failure ? -1 : 0;
}

static int fail(char *error, size_t capacity) {
    char *text = vips.error_buffer_copy();
    snprintf(error, capacity, "%s", text ? text : "");
    vips.g_free(text);
    vips.error_clear();
    return -1;
}

static object *open_source(int file) {
    // The copy of `file` that libvips makes shares its position.
    if (lseek(file, 0, SEEK_SET) != 0) return NULL;
    return vips.source_new_from_descriptor(file);
}

static object *open_image(object *source) {
    return vips.image_new_from_source(
        source, "", "access", access_sequential, "fail_on", fail_on_error, NULL);
}

int cvips_probe(int file, cvips_header *header, char *error, size_t capacity) {
    object *source = open_source(file);
    const char *reader = source ? vips.foreign_find_load_source(source) : NULL;
    size_t i = 0;
    while (reader && i < reader_count && strncmp(reader, readers[i].reader, strlen(readers[i].reader)) != 0) i++;
    object *image = reader && i < reader_count ? open_image(source) : NULL;
    if (image) {
        header->format = readers[i].format;
        header->width = vips.image_get_width(image);
        header->height = vips.image_get_height(image);
        header->frames = vips.image_get_n_pages(image);
        header->orientation = vips.image_get_orientation(image);
        header->interlaced = vips.image_get_typeof(image, "interlaced") != 0;
    }
    int result = image ? 0 : fail(error, capacity);
    release(image);
    release(source);
    return result;
}

/// 8 bits a sample, grey or RGB, with its transparency.
static int plain(object **image) {
    int space = vips.image_guess_interpretation(*image);
    object *result = NULL;
    if (space == space_grey16) {
        int failure = vips.colourspace(*image, &result, space_grey, NULL);
        if (become(image, failure, result)) return -1;
    } else if (space != space_grey && space != space_rgb) {
        int failure = vips.colourspace(*image, &result, space_rgb, NULL);
        if (become(image, failure, result)) return -1;
    }
    object *cast = NULL;
    int failure = vips.cast(*image, &cast, format_uchar, NULL);
    return become(image, failure, cast);
}

/// Takes off what would rotate the picture in a viewer or tell of its maker; the colour profile stays where it fits.
static int without_metadata(object **image, int keeps_profile) {
    object *copy = NULL;
    int failure = vips.copy(*image, &copy, NULL);
    if (become(image, failure, copy)) return -1;
    vips.image_remove(*image, "exif-data");
    vips.image_remove(*image, "xmp-data");
    vips.image_remove(*image, "iptc-data");
    vips.image_remove(*image, "orientation");
    if (!keeps_profile) vips.image_remove(*image, "icc-profile-data");
    return 0;
}

int cvips_write_png(int file, const char *path, char *error, size_t capacity) {
    object *source = open_source(file);
    object *image = source ? open_image(source) : NULL;
    int failure = image ? 0 : -1;
    if (!failure) {
        int keeps_profile = vips.image_guess_interpretation(image) != space_cmyk;
        failure = plain(&image) || without_metadata(&image, keeps_profile) || vips.pngsave(image, path, NULL);
    }
    if (failure) fail(error, capacity);
    release(image);
    release(source);
    return failure ? -1 : 0;
}

static int with_alpha(object **image) {
    if (vips.image_hasalpha(*image)) return 0;
    object *result = NULL;
    int failure = vips.addalpha(*image, &result, NULL);
    return become(image, failure, result);
}

static int rgb(object **image) {
    object *result = NULL;
    int failure = vips.colourspace(*image, &result, space_rgb, NULL);
    return become(image, failure, result);
}

static int on_canvas(object **image, int width, int height) {
    object *result = NULL;
    int failure = vips.gravity(*image, &result, compass_centre, width, height, NULL);
    return become(image, failure, result);
}

// Why: vips_thumbnail_source would read a JPEG at a part of its size, but lets truncated files pass (8.14).
static int stretch(object **image, int width, int height) {
    object *result = NULL;
    int failure =
        vips.thumbnail_image(*image, &result, width, "height", height, "size", size_force, "no_rotate", 1, NULL);
    return become(image, failure, result);
}

int cvips_write_fitted(
    int file, const char *path, int width, int height, int canvas_width, int canvas_height, char *error,
    size_t capacity) {
    object *source = open_source(file);
    object *image = source ? open_image(source) : NULL;
    int failure = image ? stretch(&image, width, height) : -1;
    if (!failure) {
        failure = plain(&image) || rgb(&image) || with_alpha(&image) || on_canvas(&image, canvas_width, canvas_height)
            || vips.pngsave(image, path, "strip", 1, NULL);
    }
    if (failure) fail(error, capacity);
    release(image);
    release(source);
    return failure ? -1 : 0;
}
