// When memory is given back, of which the C library's module for Swift knows nothing.
#include <malloc.h>
