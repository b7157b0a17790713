// SPDX-License-Identifier: Apache-2.0
#include "thresher_digest.h"
#include <nettle/sha2.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(thresher_sha256_state), "state too small");

void thresher_sha256(const void *bytes, size_t count, uint8_t *digest) {
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, count, bytes);
    sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}

void thresher_sha256_start(thresher_sha256_state *state) {
    sha256_init((struct sha256_ctx *)state);
}

void thresher_sha256_add(thresher_sha256_state *state, const void *bytes, size_t count) {
    sha256_update((struct sha256_ctx *)state, count, bytes);
}

void thresher_sha256_finish(thresher_sha256_state *state, uint8_t *digest) {
    sha256_digest((struct sha256_ctx *)state, SHA256_DIGEST_SIZE, digest);
}
