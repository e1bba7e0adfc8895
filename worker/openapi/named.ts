import type * as v from 'valibot'
import * as wire from '../wire/fields.ts'
import * as common from './answers/common.ts'
import * as door from './answers/door.ts'
import * as dryRun from './answers/dry-run.ts'
import * as keys from './answers/keys.ts'
import * as office from './answers/office.ts'
import * as requests from './answers/requests.ts'
import * as shipments from './answers/shipments.ts'
import * as stats from './answers/stats.ts'
import type { Named } from './schema.ts'

/** Of a module of answers, what has a name of its own: helpers begin with a small letter. */
const parts = (module: object): Named =>
  Object.fromEntries(
    Object.entries(module as Record<string, v.GenericSchema>).filter(([name]) => /^[A-Z]/.test(name)),
  )

/** The schemas that the document names and refers to. */
export const NAMED: Named = {
  Id: wire.id,
  Label: wire.label,
  DrawnSignature: wire.drawnSignature,
  ...parts(common),
  ...parts(shipments),
  ...parts(office),
  ...parts(requests),
  ...parts(keys),
  ...parts(stats),
  ...parts(door),
  ...parts(dryRun),
}
