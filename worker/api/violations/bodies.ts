import * as v from 'valibot'
import { VIOLATION_KINDS } from '../../domain/terms.ts'
import { id, text } from '../fields.ts'

const comment = text(1000)

export const suspect = v.strictObject({
  shipmentId: id,
  kind: v.picklist(VIOLATION_KINDS),
  comment,
})

export const contest = v.strictObject({ comment })

export const decide = v.strictObject({ decision: v.picklist(['upheld', 'waived']), comment })
