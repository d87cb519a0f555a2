// A wall clock that a test sets, put in front of the C library by LD_PRELOAD.
//
// The file that SHIM_CLOCK names holds by how many milliseconds the wall clock is off. Timers on
// the wall clock are moved by it; as with the kernel, a timer that was set before the clock was
// is cancelled: the next look at it says ECANCELED.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { DESCRIPTORS = 1024 };
static int is_wall[DESCRIPTORS];
static long long offset_when_set[DESCRIPTORS];

static long long offset_milliseconds(void) {
  static ssize_t (*real_read)(int, void *, size_t);
  if (!real_read) real_read = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
  char text[32] = {0};
  const char *path = getenv("SHIM_CLOCK");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return 0;
  ssize_t count = real_read(file, text, sizeof text - 1);
  close(file);
  return count > 0 ? atoll(text) : 0;
}

static struct timespec moved(struct timespec time, long long milliseconds) {
  long long nanoseconds = time.tv_nsec + milliseconds % 1000 * 1000000;
  time.tv_sec += milliseconds / 1000;
  if (nanoseconds < 0) {
    nanoseconds += 1000000000;
    time.tv_sec -= 1;
  } else if (nanoseconds >= 1000000000) {
    nanoseconds -= 1000000000;
    time.tv_sec += 1;
  }
  time.tv_nsec = nanoseconds;
  return time;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, time);
  if (result == 0 && clock == CLOCK_REALTIME) *time = moved(*time, offset_milliseconds());
  return result;
}

int timerfd_create(int clock, int flags) {
  static int (*real)(int, int);
  if (!real) real = (int (*)(int, int))dlsym(RTLD_NEXT, "timerfd_create");
  int descriptor = real(clock, flags);
  if (descriptor >= 0 && descriptor < DESCRIPTORS) is_wall[descriptor] = clock == CLOCK_REALTIME;
  return descriptor;
}

int timerfd_settime(int descriptor, int flags, const struct itimerspec *new_value,
                    struct itimerspec *old_value) {
  static int (*real)(int, int, const struct itimerspec *, struct itimerspec *);
  if (!real)
    real = (int (*)(int, int, const struct itimerspec *, struct itimerspec *))dlsym(
        RTLD_NEXT, "timerfd_settime");
  struct itimerspec value = *new_value;
  if (descriptor < DESCRIPTORS && is_wall[descriptor] && (value.it_value.tv_sec > 0)) {
    offset_when_set[descriptor] = offset_milliseconds();
    value.it_value = moved(value.it_value, -offset_when_set[descriptor]);
    if (value.it_value.tv_sec < 0) value.it_value = (struct timespec){0, 1};
  }
  return real(descriptor, flags, &value, old_value);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  static ssize_t (*real)(int, void *, size_t);
  if (!real) real = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
  if (descriptor >= 0 && descriptor < DESCRIPTORS && is_wall[descriptor] &&
      offset_when_set[descriptor] != offset_milliseconds()) {
    uint64_t rings;
    real(descriptor, &rings, sizeof rings);
    errno = ECANCELED;
    return -1;
  }
  return real(descriptor, bytes, count);
}
