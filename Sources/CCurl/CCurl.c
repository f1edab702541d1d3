#include "CCurl.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

// What is used of libcurl.so.4, whose binary interface is stable. Numbers as in its curl.h.
enum {
    option_url = 10002,
    option_user = 10173,
    option_password = 10174,
    option_mail_from = 10186,
    option_mail_rcpt = 10187,
    option_read_data = 10009,
    option_read_function = 20012,
    option_error_buffer = 10010,
    option_upload = 46,
    option_use_ssl = 119,
    option_timeout = 13,
    option_connect_timeout = 78,
    option_no_signal = 99,
    option_size = 30115,
};
enum { global_all = 3, ssl_required = 3, error_size = 256 };

typedef struct list list;

static struct {
    int (*global_init)(long flags);
    void *(*easy_init)(void);
    int (*easy_setopt)(void *handle, int option, ...);
    int (*easy_perform)(void *handle);
    void (*easy_cleanup)(void *handle);
    const char *(*easy_strerror)(int code);
    list *(*slist_append)(list *list, const char *text);
    void (*slist_free_all)(list *list);
} curl;

static const char *load(void) {
    static const struct {
        const char *name;
        void **address;
    } symbols[] = {
        {"curl_global_init", (void **)&curl.global_init},
        {"curl_easy_init", (void **)&curl.easy_init},
        {"curl_easy_setopt", (void **)&curl.easy_setopt},
        {"curl_easy_perform", (void **)&curl.easy_perform},
        {"curl_easy_cleanup", (void **)&curl.easy_cleanup},
        {"curl_easy_strerror", (void **)&curl.easy_strerror},
        {"curl_slist_append", (void **)&curl.slist_append},
        {"curl_slist_free_all", (void **)&curl.slist_free_all},
    };
    static const char *names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4"};
    void *library = NULL;
    for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++) {
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    }
    if (library == NULL) return "libcurl (libcurl.so.4) is not installed";
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        *symbols[i].address = dlsym(library, symbols[i].name);
        if (*symbols[i].address == NULL) return "this libcurl lacks a function";
    }
    return curl.global_init(global_all) == 0 ? NULL : "libcurl does not start";
}

typedef struct {
    const char *text;
    size_t rest;
} source;

static size_t read_some(char *buffer, size_t size, size_t count, void *data) {
    source *source = data;
    size_t length = size * count;
    if (length > source->rest) length = source->rest;
    memcpy(buffer, source->text, length);
    source->text += length;
    source->rest -= length;
    return length;
}

static int set_up(void *handle, const ccurl_mail *mail, list *recipients, source *source, char *reason) {
    char url[512];
    const char *scheme = mail->security == CCURL_TLS ? "smtps" : "smtp";
    const char *form = strchr(mail->host, ':') != NULL ? "%s://[%s]:%d" : "%s://%s:%d";
    int length = snprintf(url, sizeof url, form, scheme, mail->host, mail->port);
    if (length < 0 || (size_t)length >= sizeof url) return -1;
    int failed = curl.easy_setopt(handle, option_url, url);
    failed |= curl.easy_setopt(handle, option_error_buffer, reason);
    failed |= curl.easy_setopt(handle, option_no_signal, 1L);
    failed |= curl.easy_setopt(handle, option_timeout, mail->timeout);
    failed |= curl.easy_setopt(handle, option_connect_timeout, mail->timeout < 15 ? mail->timeout : 15L);
    failed |= curl.easy_setopt(handle, option_mail_from, mail->sender);
    failed |= curl.easy_setopt(handle, option_mail_rcpt, recipients);
    failed |= curl.easy_setopt(handle, option_upload, 1L);
    failed |= curl.easy_setopt(handle, option_read_function, read_some);
    failed |= curl.easy_setopt(handle, option_read_data, source);
    failed |= curl.easy_setopt(handle, option_size, (long long)source->rest);
    if (mail->security != CCURL_PLAIN) failed |= curl.easy_setopt(handle, option_use_ssl, (long)ssl_required);
    if (mail->user != NULL) {
        failed |= curl.easy_setopt(handle, option_user, mail->user);
        failed |= curl.easy_setopt(handle, option_password, mail->password != NULL ? mail->password : "");
    }
    return failed == 0 ? 0 : -1;
}

int ccurl_send(const ccurl_mail *mail, const char *text, size_t length, char *error, size_t capacity) {
    static int is_loaded;
    const char *missing = is_loaded ? NULL : load();
    if (missing != NULL) {
        snprintf(error, capacity, "%s", missing);
        return -1;
    }
    is_loaded = 1;
    void *handle = curl.easy_init();
    list *recipients = curl.slist_append(NULL, mail->recipient);
    source source = {text, length};
    char reason[error_size] = "";
    int result = -1;
    if (handle == NULL || recipients == NULL) {
        snprintf(error, capacity, "out of memory");
    } else if (set_up(handle, mail, recipients, &source, reason) != 0) {
        snprintf(error, capacity, "this libcurl cannot send mails so");
    } else {
        int code = curl.easy_perform(handle);
        result = code == 0 ? 0 : -1;
        if (code != 0) snprintf(error, capacity, "%s", *reason != '\0' ? reason : curl.easy_strerror(code));
    }
    if (handle != NULL) curl.easy_cleanup(handle);
    if (recipients != NULL) curl.slist_free_all(recipients);
    return result;
}
