// Non-variadic doors to libvips.
