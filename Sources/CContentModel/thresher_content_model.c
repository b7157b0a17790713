// SPDX-License-Identifier: Apache-2.0
#include "thresher_content_model.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// The program stays one file: the model is part of it, not a resource beside it.
static const uint8_t model[] = {
#embed "content.model"
};

const uint8_t *thresher_content_model(size_t *count) {
    *count = sizeof model;
    return model;
}
