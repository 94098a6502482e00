#pragma once

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

/// `gnutls_free` is a variable that holds a function, which Swift 6 lets nobody read.
static inline void cgnutls_free(void *pointer) { gnutls_free(pointer); }
