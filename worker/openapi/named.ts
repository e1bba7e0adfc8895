import type * as v from 'valibot'
import * as common from '../api/common.ts'
import * as contracts from '../api/contracts/answers.ts'
import * as deliveries from '../api/deliveries/answers.ts'
import * as depot from '../api/depot/answers.ts'
import { drawnSignature, id, label, scannedLabel } from '../api/fields.ts'
import * as holds from '../api/holds/answers.ts'
import * as keys from '../api/keys/answers.ts'
import * as passkeys from '../api/passkeys/answers.ts'
import * as people from '../api/people/answers.ts'
import * as requests from '../api/requests/answers.ts'
import * as rounds from '../api/rounds/answers.ts'
import * as session from '../api/session/answers.ts'
import * as shipments from '../api/shipments/answers.ts'
import * as evidence from '../api/shipments/evidence.ts'
import * as imported from '../api/shipments/imported.ts'
import * as stats from '../api/stats/answers.ts'
import * as stops from '../api/stops/answers.ts'
import * as violations from '../api/violations/answers.ts'
import * as webhooks from '../api/webhooks/answers.ts'
import type { NamedSchemas } from './schema.ts'

/** Returns the schemas of a module that get a name in the document; helpers begin with a small letter. */
const parts = (module: object): NamedSchemas =>
  Object.fromEntries(
    Object.entries(module as Record<string, v.GenericSchema>).filter(([name]) => /^[A-Z]/.test(name)),
  )

/** The schemas that the document names and refers to. */
export const NAMED: NamedSchemas = {
  Id: id,
  Label: label,
  ScannedLabel: scannedLabel,
  DrawnSignature: drawnSignature,
  ...parts(common),
  ...parts(contracts),
  ...parts(deliveries),
  ...parts(depot),
  ...parts(holds),
  ...parts(keys),
  ...parts(passkeys),
  ...parts(people),
  ...parts(requests),
  ...parts(rounds),
  ...parts(session),
  ...parts(shipments),
  ...parts(evidence),
  ...parts(imported),
  ...parts(stats),
  ...parts(stops),
  ...parts(violations),
  ...parts(webhooks),
}
