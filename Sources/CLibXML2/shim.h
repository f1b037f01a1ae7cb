// Declares the readers of libxml2 that imports use: HTML and XML, from memory only.
#ifndef MARTLET_LIBXML2_SHIM_H
#define MARTLET_LIBXML2_SHIM_H
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#endif
