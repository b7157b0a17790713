// SPDX-License-Identifier: Apache-2.0
import AcmeStages
import ThresherCLI
import ThresherPlugin
import ThresherStandard

ThresherCommand.main(.standard + .acme)
