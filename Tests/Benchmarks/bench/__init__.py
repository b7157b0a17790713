# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks measure, one file for each figure or group of figures."""
