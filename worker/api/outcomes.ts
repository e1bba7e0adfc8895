import * as v from 'valibot'
import { count, Done } from './common.ts'
import { answer } from './operation.ts'

export const handedOver = v.strictObject({ outcome: v.literal('handed-over'), code: v.string() })

export const wrong = v.strictObject({ outcome: v.literal('wrong'), left: count })

export const wrongParcel = v.strictObject({ outcome: v.literal('wrong-parcel') })

export const waiting = v.strictObject({ outcome: v.literal('waiting') })

/** The answer of a write that has nothing else to say. */
export const done = answer(Done, { outcome: 'done' })
