// Declares OpenBLAS's C interface, with its control calls, to Swift, and a hint Swift has no word for.
#ifndef MARTLET_CBLAS_SHIM_H
#define MARTLET_CBLAS_SHIM_H
#include <cblas.h>

/// Asks the processor to fetch the cache line of an address that will be read soon.
static inline void martlet_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }
#endif
