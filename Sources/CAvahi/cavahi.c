#include "cavahi.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What follows is the library's interface (libavahi-client.so.3), as far as it is used here.

typedef struct AvahiThreadedPoll AvahiThreadedPoll;
typedef struct AvahiPoll AvahiPoll;
typedef struct AvahiClient AvahiClient;
typedef struct AvahiEntryGroup AvahiEntryGroup;
typedef struct AvahiStringList AvahiStringList;
typedef struct {
    int proto;
    union {
        uint32_t ipv4;
        uint8_t ipv6[16];
    } data;
} AvahiAddress;

enum { proto_unspec = -1, proto_inet = 0, proto_inet6 = 1, interface_unspec = -1 };
enum { client_registering = 1, client_running = 2, client_collision = 3, client_failure = 100,
       client_connecting = 101 };
enum { group_established = 2, group_collision = 3, group_failure = 4 };
enum { client_no_fail = 2, publish_no_reverse = 16 };
enum { error_no_memory = -24 };

typedef void (*client_callback)(AvahiClient *, int, void *);
typedef void (*group_callback)(AvahiEntryGroup *, int, void *);

struct cavahi {
    void *library;
    cavahi_listener listener;
    void *context;
    AvahiThreadedPoll *poll;
    AvahiClient *client;
    AvahiEntryGroup *group;

    AvahiThreadedPoll *(*poll_new)(void);
    void (*poll_free)(AvahiThreadedPoll *);
    const AvahiPoll *(*poll_get)(AvahiThreadedPoll *);
    int (*poll_start)(AvahiThreadedPoll *);
    int (*poll_stop)(AvahiThreadedPoll *);
    void (*poll_lock)(AvahiThreadedPoll *);
    void (*poll_unlock)(AvahiThreadedPoll *);
    AvahiClient *(*client_new)(const AvahiPoll *, int, client_callback, void *, int *);
    void (*client_free)(AvahiClient *);
    int (*client_errno)(AvahiClient *);
    AvahiEntryGroup *(*group_new)(AvahiClient *, group_callback, void *);
    int (*group_reset)(AvahiEntryGroup *);
    int (*group_commit)(AvahiEntryGroup *);
    int (*group_add_address)(AvahiEntryGroup *, int, int, int, const char *, const AvahiAddress *);
    int (*group_add_service)(AvahiEntryGroup *, int, int, int, const char *, const char *,
                             const char *, const char *, uint16_t, AvahiStringList *);
    AvahiStringList *(*list_new)(const char **, int);
    void (*list_free)(AvahiStringList *);
};

static int load(cavahi *a) {
    a->library = dlopen("libavahi-client.so.3", RTLD_NOW | RTLD_LOCAL);
    if (!a->library) return 0;
    const struct { const char *name; void *slot; } symbols[] = {
        {"avahi_threaded_poll_new", &a->poll_new},
        {"avahi_threaded_poll_free", &a->poll_free},
        {"avahi_threaded_poll_get", &a->poll_get},
        {"avahi_threaded_poll_start", &a->poll_start},
        {"avahi_threaded_poll_stop", &a->poll_stop},
        {"avahi_threaded_poll_lock", &a->poll_lock},
        {"avahi_threaded_poll_unlock", &a->poll_unlock},
        {"avahi_client_new", &a->client_new},
        {"avahi_client_free", &a->client_free},
        {"avahi_client_errno", &a->client_errno},
        {"avahi_entry_group_new", &a->group_new},
        {"avahi_entry_group_reset", &a->group_reset},
        {"avahi_entry_group_commit", &a->group_commit},
        {"avahi_entry_group_add_address", &a->group_add_address},
        {"avahi_entry_group_add_service_strlst", &a->group_add_service},
        {"avahi_string_list_new_from_array", &a->list_new},
        {"avahi_string_list_free", &a->list_free},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        // Symbols of libavahi-common are found through the client library that needs it.
        void *found = dlsym(a->library, symbols[i].name);
        if (!found) return 0;
        memcpy(symbols[i].slot, &found, sizeof found);
    }
    return 1;
}

static void on_group(AvahiEntryGroup *group, int state, void *context) {
    (void)group;
    cavahi *a = context;
    if (state == group_established) a->listener(a->context, cavahi_published);
    if (state == group_collision) a->listener(a->context, cavahi_name_taken);
    if (state == group_failure) a->listener(a->context, cavahi_lost);
}

static void on_client(AvahiClient *client, int state, void *context) {
    (void)client;
    cavahi *a = context;
    switch (state) {
    case client_running: a->listener(a->context, cavahi_running); break;
    case client_failure: a->listener(a->context, cavahi_lost); break;
    case client_registering:
    case client_collision:
        // The machine's own name changes; our records name its addresses, so they come anew.
        if (a->group) a->group_reset(a->group);
        a->listener(a->context, cavahi_waiting);
        break;
    case client_connecting: a->listener(a->context, cavahi_waiting); break;
    default: break;
    }
}

cavahi *cavahi_open(cavahi_listener listener, void *context) {
    cavahi *a = calloc(1, sizeof *a);
    if (!a) return NULL;
    a->listener = listener;
    a->context = context;
    if (load(a) && (a->poll = a->poll_new()) && a->poll_start(a->poll) >= 0) return a;
    if (a->poll) a->poll_free(a->poll);
    if (a->library) dlclose(a->library);
    free(a);
    return NULL;
}

static void drop_client(cavahi *a) {
    if (a->client) a->client_free(a->client);  // Frees its groups as well.
    a->client = NULL;
    a->group = NULL;
}

int cavahi_connect(cavahi *a) {
    int error = 0;
    a->poll_lock(a->poll);
    drop_client(a);
    a->client = a->client_new(a->poll_get(a->poll), client_no_fail, on_client, a, &error);
    a->poll_unlock(a->poll);
    return a->client ? 0 : error;
}

void cavahi_disconnect(cavahi *a) {
    a->poll_lock(a->poll);
    drop_client(a);
    a->poll_unlock(a->poll);
}

void cavahi_close(cavahi *a) {
    a->poll_stop(a->poll);
    drop_client(a);
    a->poll_free(a->poll);
    // The library stays loaded: it has left data with libdbus and with this thread.
    free(a);
}

static int add_addresses(cavahi *a, const char *host, const cavahi_address *addresses, int count) {
    for (int i = 0; i < count; i++) {
        AvahiAddress address = {.proto = addresses[i].length == 16 ? proto_inet6 : proto_inet};
        memcpy(&address.data, addresses[i].bytes, addresses[i].length == 16 ? 16 : 4);
        int error = a->group_add_address(a->group, addresses[i].interface, proto_unspec,
                                         publish_no_reverse, host, &address);
        if (error < 0) return error;
    }
    return 0;
}

static int add_service(cavahi *a, const char *host, const cavahi_service *service) {
    AvahiStringList *texts = NULL;
    if (service->text_count > 0) {
        texts = a->list_new((const char **)service->texts, service->text_count);
        if (!texts) return error_no_memory;
    }
    int error = a->group_add_service(a->group, interface_unspec, proto_unspec, 0, service->name,
                                     service->type, NULL, host, service->port, texts);
    if (texts) a->list_free(texts);
    return error;
}

static int publish(cavahi *a, const char *host, const cavahi_address *addresses,
                   int address_count, const cavahi_service *services, int service_count) {
    if (!a->client) return 0;
    if (!a->group) a->group = a->group_new(a->client, on_group, a);
    if (!a->group) return a->client_errno(a->client);
    int error = a->group_reset(a->group);
    if (error >= 0) error = add_addresses(a, host, addresses, address_count);
    for (int i = 0; error >= 0 && i < service_count; i++)
        error = add_service(a, host, &services[i]);
    if (error >= 0) error = a->group_commit(a->group);
    return error < 0 ? error : 0;
}

int cavahi_publish(cavahi *a, const char *host, const cavahi_address *addresses,
                   int address_count, const cavahi_service *services, int service_count) {
    char name[80];
    snprintf(name, sizeof name, "%s.local", host);
    a->poll_lock(a->poll);
    int error = publish(a, name, addresses, address_count, services, service_count);
    a->poll_unlock(a->poll);
    return error;
}
