import * as v from 'valibot'
import { text } from '../fields.ts'

/** `seen`: the fingerprint of what was shown; without it nobody agrees to anything. */
export const decideRequest = v.strictObject({ decision: v.picklist(['agree', 'decline']), seen: text(64) })

/** What the operator's own key does, signed as a JWS. */
export const operatorAct = v.strictObject({ jws: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,2000}$/)) })
