/// What Glibc's Swift module leaves out: epoll, eventfd, signalfd, peer credentials, descriptor
/// passing. Each is one thin function or constant; `Linux` is the only user.
#ifndef CLINUX_H
#define CLINUX_H

#endif
