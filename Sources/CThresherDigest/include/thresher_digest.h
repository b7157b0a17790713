// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The SHA-256 of `count` bytes in one call; `digest` receives 32 bytes.
void thresher_sha256(const void *bytes, size_t count, uint8_t *digest);

/// Room for a running SHA-256; checked against the library's own size when this file is compiled.
typedef struct { uint64_t storage[16]; } thresher_sha256_state;
void thresher_sha256_start(thresher_sha256_state *state);
void thresher_sha256_add(thresher_sha256_state *state, const void *bytes, size_t count);
void thresher_sha256_finish(thresher_sha256_state *state, uint8_t *digest);
