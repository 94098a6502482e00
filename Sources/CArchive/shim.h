#pragma once

#include <archive.h>
#include <archive_entry.h>

// What follows exists only because Swift's importer cannot read it: macros with casts.

/// `AE_IFREG` casts an octal literal to a type that the importer does not see.
static const unsigned int carchive_regular_file = AE_IFREG;
