# SPDX-License-Identifier: Apache-2.0
"""Trains the model of main content."""
