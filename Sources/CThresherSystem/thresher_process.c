// SPDX-License-Identifier: Apache-2.0
#include "thresher_process.h"
