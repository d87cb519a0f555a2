/* Written by proto/generate: do not edit. */

#ifndef ROBOTS_DESCRIPTORS_H
#define ROBOTS_DESCRIPTORS_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>

/* The serialized google.protobuf.FileDescriptorSet of every definition, imports first. */
const uint8_t *robots_descriptor_set(void);
size_t robots_descriptor_set_size(void);

/* Every message type, sorted by its C name; NULL past the end. */
const ProtobufCMessageDescriptor *robots_message_descriptor(size_t index);

#endif
