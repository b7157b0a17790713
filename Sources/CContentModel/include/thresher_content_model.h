// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "thresher_forest.h"

/// The learned model of main content, written by Tools/training; its bytes are never freed.
const uint8_t *thresher_content_model(size_t *count);
