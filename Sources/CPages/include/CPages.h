#pragma once
#include <stddef.h>

/// Sources/Server/Pages/docs.html, byte for byte.
extern const unsigned char *const _Nonnull docs_html;
extern const size_t docs_html_length;
