#define _GNU_SOURCE
#include "clinux.h"
#include <crypt.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// libcrypt is opened when a password is set or tried, and costs nothing before.
static char *(*hash)(const char *, const char *, void *, int);
static char *(*salt)(const char *, unsigned long, const char *, int, char *, int);

static int prepare(void) {
    void *library = dlopen("libcrypt.so.1", RTLD_NOW);
    if (!library) return 0;
    *(void **)&hash = dlsym(library, "crypt_rn");
    *(void **)&salt = dlsym(library, "crypt_gensalt_rn");
    return hash && salt;
}

int clinux_hash_password(const char *password, const char *setting, char *out, size_t room) {
    char fresh[CRYPT_GENSALT_OUTPUT_SIZE];
    if (!prepare()) return 0;
    if (!setting) setting = salt("$y$", 0, NULL, 0, fresh, sizeof fresh);
    struct crypt_data *data = calloc(1, sizeof *data);
    int done = 0;
    if (setting && data) {
        const char *result = hash(password, setting, data, sizeof *data);
        if (result && strlen(result) < room) {
            strcpy(out, result);
            done = 1;
        }
    }
    if (data) explicit_bzero(data, sizeof *data);
    free(data);
    return done;
}
