/* A module needs one source file; the library itself is libprotobuf-c. */

#include "protobuf-c/protobuf-c.h"

_Static_assert(PROTOBUF_C_VERSION_NUMBER >= 1004000, "libprotobuf-c 1.4 or later is needed");
