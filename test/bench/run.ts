import { buildWeb } from '../../scripts/build-web.ts'
import { root } from '../support/world.ts'
import { benchCosts } from './costs.ts'
import { benchImport } from './import.ts'
import { benchMemory } from './memory.ts'
import { benchMessages } from './messages.ts'
import { benchPhotographs } from './photographs.ts'
import { benchPin } from './pin.ts'
import { benchRound } from './round.ts'
import { benchRows } from './rows.ts'
import { benchScale } from './scale.ts'
import { benchSeconds } from './seconds.ts'
import { benchSizes } from './size.ts'
import { benchStartup } from './startup.ts'
import { benchUpload } from './upload.ts'

/**
 * Runs all benches. They give ratios and counts that do not depend on how fast the machine is, and last the seconds of
 * the recipient's page, which do and are printed only.
 */
await buildWeb(root)
const within = [
  benchMessages(),
  benchCosts(),
  benchSizes(),
  await benchUpload(),
  await benchStartup(),
  await benchRows(),
  await benchScale(),
  await benchPin(),
  await benchMemory(),
  await benchRound(),
  await benchImport(),
  await benchPhotographs(),
]
await benchSeconds()
process.exitCode = within.every(Boolean) ? 0 : 1
