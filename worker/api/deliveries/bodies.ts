import * as v from 'valibot'
import { labelKey } from '../../domain/label.ts'
import { PHOTOS_MAX, PRESENTED_MAX } from '../../domain/limits.ts'
import { readScanned } from '../../domain/scanned.ts'
import { CLAIM_KINDS, SCANNED_BY } from '../../domain/terms.ts'
import { either, id, nothing, scannedLabel, scannedLabels, signature, text } from '../fields.ts'

/** How many labels some texts may name: spellings of one count once. */
function distinct(texts: readonly string[]): number {
  const read = texts.map((text) => {
    const scan = readScanned(text)
    return scan.kind === 'label' ? labelKey(scan.label) : text
  })
  return new Set(read).size
}

const by = v.picklist(SCANNED_BY)
/** All that one presented parcel shows. What is typed is one label, because each would be a guess. */
const presented = v.pipe(
  v.strictObject({ labels: scannedLabels, by }),
  v.forward(
    v.check(({ labels, by }) => distinct(labels) <= (by === 'typed' ? 1 : PRESENTED_MAX), 'too-many'),
    ['labels'],
  ),
)
export const scan = either('labels', presented, v.strictObject({ label: scannedLabel, by }))

export const confirm = v.strictObject({ noClaims: v.literal(true) })

export const notMe = nothing

export const stopContact = nothing

export const liftSuspension = nothing

export const endChat = nothing

export const pay = nothing

export const extend = nothing

export const claim = v.strictObject({
  kind: v.picklist(CLAIM_KINDS),
  text: v.optional(text(2000)),
  photoIds: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(PHOTOS_MAX))),
})

export const finish = v.strictObject({ signature: v.optional(signature), comment: v.optional(text(1000)) })
