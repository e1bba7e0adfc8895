import * as v from 'valibot'
import { verbatim } from '../fields.ts'

/** What stands behind `#` in the address that only takes a payment. */
export const doorToken = v.strictObject({ token: verbatim(64) })
