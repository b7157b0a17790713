// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stddef.h>

/// The number of embedded files.
size_t thresher_lexicon_count(void);

/// The name of an embedded file, such as `en`; NULL beyond the last. Lives for ever.
const char *thresher_lexicon_name(size_t index);

/// The bytes of an embedded file, and their number in `count`; NULL beyond the last. Live for ever.
const unsigned char *thresher_lexicon_bytes(size_t index, size_t *count);
