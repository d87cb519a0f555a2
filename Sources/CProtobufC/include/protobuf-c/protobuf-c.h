/* Stands before the system's header of the same name, so that its declarations belong to this one
   module wherever they come in from: Swift's imports and the generated headers of CRobotsProto. */

#ifndef ROBOTD_PROTOBUF_C_H
#define ROBOTD_PROTOBUF_C_H

#include_next <protobuf-c/protobuf-c.h>

#endif
