import * as v from 'valibot'
import { text } from '../fields.ts'

/** `seen` is the fingerprint of what was shown; nobody can decide without it. */
export const decideRequest = v.strictObject({ decision: v.picklist(['agree', 'decline']), seen: text(64) })

/** An act by the operator's own key, signed as a JWS. */
export const operatorAct = v.strictObject({ jws: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,2000}$/)) })
