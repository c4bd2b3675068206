#include "clinux.h"

#include <sys/vfs.h>

bool clinux_has_stable_inodes(int descriptor) {
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0) return false;
    switch ((unsigned int)status.f_type) {
    case 0x65735546u: /* FUSE */
    case 0xff534d42u: /* CIFS */
    case 0xfe534d42u: /* SMB2 */
    case 0x517bu:     /* SMB */
    case 0x4d44u:     /* FAT */
    case 0x2011bab0u: /* exFAT */
        return false;
    default:
        return true;
    }
}
