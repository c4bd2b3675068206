#ifndef CAVAHI_H
#define CAVAHI_H

// libavahi-client, loaded on demand: the machine's own mDNS daemon speaks for us.

#include <stddef.h>
#include <stdint.h>

typedef struct cavahi cavahi;

enum cavahi_event {
    cavahi_running,       // The daemon is there and knows its own name: publish now.
    cavahi_waiting,       // The daemon is (not yet, or no longer) ready; what was published is gone.
    cavahi_lost,          // The connection to the daemon is broken: disconnect, connect again.
    cavahi_published,     // Everything is announced under the names that were given.
    cavahi_name_taken,    // Another machine has one of the names.
};

// Called on a thread of the library's own, which must not call back into this shim.
typedef void (*cavahi_listener)(void *context, int event);

// Loads the library. NULL if it isn't installed or has no room.
cavahi *cavahi_open(cavahi_listener listener, void *context);

// Begins to talk to the daemon, also if it comes later. 0 or the library's (negative) error.
int cavahi_connect(cavahi *avahi);
void cavahi_disconnect(cavahi *avahi);

// Frees everything; no event comes after it.
void cavahi_close(cavahi *avahi);

typedef struct {
    int interface;        // The kernel's index.
    int length;           // 4 or 16
    uint8_t bytes[16];
} cavahi_address;

typedef struct {
    const char *name;
    const char *type;
    uint16_t port;
    const char *const *texts;
    int text_count;
} cavahi_service;

// Replaces what is published: a host name (without .local) with its addresses, and services on it.
// 0 or the library's (negative) error; cavahi_collision if the daemon knows a name already.
int cavahi_publish(cavahi *avahi, const char *host, const cavahi_address *addresses,
                   int address_count, const cavahi_service *services, int service_count);

// The library's AVAHI_ERR_COLLISION.
static const int cavahi_collision = -8;

#endif
