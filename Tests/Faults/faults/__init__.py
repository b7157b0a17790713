# SPDX-License-Identifier: Apache-2.0
"""Killing the real daemon and failing its system calls, from outside."""
