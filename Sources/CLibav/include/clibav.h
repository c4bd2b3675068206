#ifndef CLIBAV_H
#define CLIBAV_H
#endif
