// SPDX-License-Identifier: Apache-2.0
import ThresherCLI
import ThresherStandard

ThresherCommand.main(.standard)
