// Declares OpenBLAS's C interface, with its control calls, to Swift.
#ifndef MARTLET_CBLAS_SHIM_H
#define MARTLET_CBLAS_SHIM_H
#include <cblas.h>
#endif
