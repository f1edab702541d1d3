#include "CPages.h"

// #embed is C23's; the compiler has it in every mode.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char docs[] = {
#embed "../Server/Pages/docs.html"
};
const unsigned char *const docs_html = docs;
const size_t docs_html_length = sizeof docs;
