// One door to libcurl: sending a mail. It is loaded when the first mail is sent.
#pragma once

#include <stddef.h>

enum ccurl_security {
    CCURL_PLAIN,
    /// STARTTLS or nothing.
    CCURL_STARTTLS,
    CCURL_TLS,
};

typedef struct {
    const char *host;
    int port;
    enum ccurl_security security;
    /// NULL for none.
    const char *user;
    const char *password;
    /// Addresses without names and brackets.
    const char *sender;
    const char *recipient;
    /// Seconds for all of it.
    long timeout;
} ccurl_mail;

/// Sends a mail, `text` being its head and body with CRLF at the ends of lines. Blocks. Returns 0, or -1 with a line in
/// `error`. The first call must not run beside another.
int ccurl_send(const ccurl_mail *mail, const char *text, size_t length, char *error, size_t capacity);
