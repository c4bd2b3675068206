#include "clibav.h"
