// Whether the clock is kept right, of which the C library's module for Swift knows nothing.
#include <sys/timex.h>
