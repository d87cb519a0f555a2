#ifndef PLACEHOLDER_H
#define PLACEHOLDER_H
#endif
