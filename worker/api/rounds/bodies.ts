import * as v from 'valibot'
import { PARCELS_MAX } from '../../domain/limits.ts'
import { dayToCome, id, nothing, scannedLabel, text } from '../fields.ts'

export const createRound = v.strictObject({
  courierId: id,
  date: dayToCome,
  shipmentIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(200)),
})

export const dispatchRound = nothing

export const moveStop = v.strictObject({ shipmentId: id, courierId: id })

export const withdrawStop = v.strictObject({ shipmentId: id })

/** The labels scanned for a round; an empty list means that nothing came back. */
export const scanned = v.pipe(v.array(scannedLabel), v.maxLength(PARCELS_MAX * 20))

export const close = v.strictObject({ scanned })

export const deviceFailure = v.strictObject({ reason: text(500) })
