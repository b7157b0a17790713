// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "thresher_files.h"
#include "thresher_process.h"
#include "thresher_signals.h"
