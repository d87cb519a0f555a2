/// What Glibc's Swift module leaves out: malloc_trim, epoll, eventfd, timerfd, signalfd, flock,
/// getrandom, peer credentials, the processor's CRC32C and the program's own pages. Headers are
/// passed through; only what Swift cannot import (macros, hidden types, intrinsics) gets a
/// function. `Linux` is the only user.
#ifndef CLINUX_H
#define CLINUX_H

#include <malloc.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/un.h>

/// `struct ucred`, which the header hides from Swift: who is at the other end of a socket.
struct clinux_credentials {
  pid_t process;
  uid_t user;
  gid_t group;
};

/// Fills `credentials` for a connected Unix socket; 0, or -1 with errno.
int clinux_peer_credentials(int descriptor, struct clinux_credentials *credentials);

/// Columns of the terminal, or 0 when `descriptor` is no terminal.
int clinux_terminal_columns(int descriptor);

/// `accept4` with SOCK_NONBLOCK and SOCK_CLOEXEC; a descriptor, or -1 with errno.
int clinux_accept(int listener);

/// Gives a thread the name that `top -H` shows; 0, or an error number.
int clinux_name_thread(pthread_t thread, const char *name);

/// Takes the pages of code and constants out of this process's memory; they come back from the
/// page cache one by one as they are used.
void clinux_release_program_pages(void);

/// Flags that are macros with casts or enums Swift sees under a clumsy type.
int clinux_socket_flags(void);
int clinux_message_no_signal(void);
uint32_t clinux_epoll_in(void);
uint32_t clinux_epoll_out(void);
uint32_t clinux_epoll_hang_up(void);
uint32_t clinux_epoll_peer_closed(void);
uint32_t clinux_epoll_error(void);
int clinux_eventfd_flags(int blocking);
int clinux_timerfd_flags(void);
int clinux_timerfd_absolute_cancel_on_set(void);
int clinux_signalfd_flags(void);

/// 1 when this processor computes CRC32C itself, so that `clinux_crc32c` may be called.
int clinux_has_crc32c(void);

/// Continues the CRC32C `checksum` (0 at the start) over `count` bytes.
uint32_t clinux_crc32c(uint32_t checksum, const uint8_t *bytes, size_t count);

#endif
