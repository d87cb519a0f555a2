// A disk with troubles, put in front of the C library by LD_PRELOAD.
//
// Each trouble is on while the file that an environment variable names exists, so a test turns it
// on and off while the program runs; only files below SHIM_DIRECTORY are touched. What the shim did
// stands in SHIM_LOG, a line for each sync: "sync PATH ok" or "sync PATH failed".
//
//   SHIM_SLOW   a sync takes SHIM_MILLISECONDS
//   SHIM_BROKEN a sync fails with EIO
//   SHIM_DROP   a sync does nothing and says that all is well
//   SHIM_FULL   room cannot be reserved and new files cannot grow: ENOSPC
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static int is_on(const char *name) {
  const char *path = getenv(name);
  return path && access(path, F_OK) == 0;
}

/* The file's path if it lies below the directory in question. */
static int is_ours(int descriptor, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t count = readlink(link, path, size - 1);
  const char *directory = getenv("SHIM_DIRECTORY");
  if (count < 0 || !directory) return 0;
  path[count] = 0;
  return strncmp(path, directory, strlen(directory)) == 0;
}

static void note(const char *path, const char *outcome) {
  const char *log = getenv("SHIM_LOG");
  if (!log) return;
  int file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  dprintf(file, "sync %s %s\n", path, outcome);
  close(file);
}

static int trouble_sync(int descriptor, int (*real)(int)) {
  char path[4096];
  if (!is_ours(descriptor, path, sizeof path)) return real(descriptor);
  if (is_on("SHIM_SLOW")) {
    const char *text = getenv("SHIM_MILLISECONDS");
    long milliseconds = text ? atol(text) : 2;
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&pause, NULL);
  }
  if (is_on("SHIM_BROKEN")) {
    note(path, "failed");
    errno = EIO;
    return -1;
  }
  if (is_on("SHIM_DROP")) {
    note(path, "dropped");
    return 0;
  }
  int result = real(descriptor);
  note(path, result == 0 ? "ok" : "failed");
  return result;
}

int fdatasync(int descriptor) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  return trouble_sync(descriptor, real);
}

int fsync(int descriptor) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  return trouble_sync(descriptor, real);
}

static int is_full_for(int descriptor, off_t end) {
  char path[4096];
  struct stat status;
  return is_ours(descriptor, path, sizeof path) && is_on("SHIM_FULL") &&
         fstat(descriptor, &status) == 0 && end > status.st_size;
}

int posix_fallocate(int descriptor, off_t offset, off_t length) {
  static int (*real)(int, off_t, off_t);
  if (!real) real = (int (*)(int, off_t, off_t))dlsym(RTLD_NEXT, "posix_fallocate");
  if (is_full_for(descriptor, offset + length)) return ENOSPC;
  return real(descriptor, offset, length);
}

int fallocate(int descriptor, int mode, off_t offset, off_t length) {
  static int (*real)(int, int, off_t, off_t);
  if (!real) real = (int (*)(int, int, off_t, off_t))dlsym(RTLD_NEXT, "fallocate");
  if (is_full_for(descriptor, offset + length)) {
    errno = ENOSPC;
    return -1;
  }
  return real(descriptor, mode, offset, length);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (!real) real = (ssize_t(*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
  if (is_full_for(descriptor, offset + (off_t)count)) {
    errno = ENOSPC;
    return -1;
  }
  return real(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}
