#define _GNU_SOURCE
#include "CLinux.h"

#include <link.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

int clinux_peer_credentials(int descriptor, struct clinux_credentials *credentials) {
  struct ucred peer;
  socklen_t length = sizeof peer;
  if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) {
    return -1;
  }
  credentials->process = peer.pid;
  credentials->user = peer.uid;
  credentials->group = peer.gid;
  return 0;
}

int clinux_terminal_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int clinux_accept(int listener) {
  return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int clinux_name_thread(pthread_t thread, const char *name) {
  return pthread_setname_np(thread, name);
}

// Whole pages only: what a page shares with a writable segment stays as it is.
static int release_object(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size;
  (void)unused;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) {
      continue;
    }
    uintptr_t start = object->dlpi_addr + segment->p_vaddr;
    uintptr_t end = (start + segment->p_memsz) & ~(page - 1);
    start = (start + page - 1) & ~(page - 1);
    if (start < end) {
      madvise((void *)start, end - start, MADV_DONTNEED);
    }
  }
  return 0;
}

void clinux_release_program_pages(void) { dl_iterate_phdr(release_object, NULL); }

int clinux_socket_flags(void) { return SOCK_NONBLOCK | SOCK_CLOEXEC; }
int clinux_message_no_signal(void) { return MSG_NOSIGNAL; }
uint32_t clinux_epoll_in(void) { return EPOLLIN; }
uint32_t clinux_epoll_out(void) { return EPOLLOUT; }
uint32_t clinux_epoll_hang_up(void) { return EPOLLHUP; }
uint32_t clinux_epoll_peer_closed(void) { return EPOLLRDHUP; }
uint32_t clinux_epoll_error(void) { return EPOLLERR; }
int clinux_eventfd_flags(int blocking) {
  return EFD_CLOEXEC | (blocking ? 0 : EFD_NONBLOCK);
}
int clinux_timerfd_flags(void) { return TFD_CLOEXEC | TFD_NONBLOCK; }
int clinux_timerfd_absolute_cancel_on_set(void) {
  return TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
}
int clinux_signalfd_flags(void) { return SFD_CLOEXEC | SFD_NONBLOCK; }
