// CRC32C by the processor's own instruction: SSE 4.2 on x86-64, the CRC extension on AArch64.
//
// One instruction folds eight bytes but takes three cycles to answer, so one chain of them leaves
// two thirds of the unit idle. Long runs are therefore cut into three stripes that are folded side
// by side and joined afterwards. Joining needs "append n zero bytes" as a linear map of the
// checksum, kept as four tables of 256 entries for the one stripe length that is used.

#include "CLinux.h"

#include <pthread.h>
#include <string.h>

#if defined(__x86_64__)
#include <nmmintrin.h>
#define HARDWARE __attribute__((target("sse4.2")))
#define FOLD8(checksum, word) ((uint32_t)_mm_crc32_u64((checksum), (word)))
#define FOLD1(checksum, byte) _mm_crc32_u8((checksum), (byte))
#elif defined(__aarch64__)
#include <arm_acle.h>
#include <sys/auxv.h>
#define HARDWARE __attribute__((target("+crc")))
#define FOLD8(checksum, word) __crc32cd((checksum), (word))
#define FOLD1(checksum, byte) __crc32cb((checksum), (byte))
#endif

#ifdef HARDWARE

enum { stripe_bytes = 1024 };

static uint32_t shift_table[4][256];
static pthread_once_t shift_table_once = PTHREAD_ONCE_INIT;

static inline uint64_t load8(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

// The map is linear, so thirty-two basis vectors give every entry by exclusive or.
HARDWARE static void build_shift_table(void) {
  uint32_t basis[32];
  for (int bit = 0; bit < 32; bit++) {
    uint32_t checksum = (uint32_t)1 << bit;
    for (int word = 0; word < stripe_bytes / 8; word++) {
      checksum = FOLD8(checksum, 0);
    }
    basis[bit] = checksum;
  }
  for (int part = 0; part < 4; part++) {
    for (int value = 0; value < 256; value++) {
      uint32_t sum = 0;
      for (int bit = 0; bit < 8; bit++) {
        if (value >> bit & 1) {
          sum ^= basis[part * 8 + bit];
        }
      }
      shift_table[part][value] = sum;
    }
  }
}

static inline uint32_t shift(uint32_t checksum) {
  return shift_table[0][checksum & 255] ^ shift_table[1][checksum >> 8 & 255] ^
         shift_table[2][checksum >> 16 & 255] ^ shift_table[3][checksum >> 24];
}

HARDWARE uint32_t clinux_crc32c(uint32_t checksum, const uint8_t *bytes, size_t count) {
  uint32_t first = ~checksum;
  if (count >= 3 * stripe_bytes) {
    pthread_once(&shift_table_once, build_shift_table);
  }
  while (count >= 3 * stripe_bytes) {
    uint32_t second = 0;
    uint32_t third = 0;
    for (size_t at = 0; at < stripe_bytes; at += 8) {
      first = FOLD8(first, load8(bytes + at));
      second = FOLD8(second, load8(bytes + stripe_bytes + at));
      third = FOLD8(third, load8(bytes + 2 * stripe_bytes + at));
    }
    first = shift(shift(first) ^ second) ^ third;
    bytes += 3 * stripe_bytes;
    count -= 3 * stripe_bytes;
  }
  for (; count >= 8; bytes += 8, count -= 8) {
    first = FOLD8(first, load8(bytes));
  }
  for (; count > 0; bytes++, count--) {
    first = FOLD1(first, *bytes);
  }
  return ~first;
}

int clinux_has_crc32c(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("sse4.2") != 0;
#else
  return (getauxval(AT_HWCAP) & (1UL << 7)) != 0;
#endif
}

#else

int clinux_has_crc32c(void) { return 0; }

uint32_t clinux_crc32c(uint32_t checksum, const uint8_t *bytes, size_t count) {
  (void)bytes;
  (void)count;
  return checksum;
}

#endif
