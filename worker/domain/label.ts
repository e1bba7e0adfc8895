/**
 * A label is the text of a parcel's barcode: 4–64 printable ASCII characters. Comparison ignores case and
 * blanks at the ends, nothing else. Known forms only add equal spellings; a wrong check digit refuses no
 * label.
 */
export const LABEL_PATTERN = /^[\x20-\x7e]{4,64}$/

/** Returns the spelling under which a label is stored and compared. */
export function canonical(label: string): string {
  return label.trim().toUpperCase()
}

const GS1_LINK = /^HTTPS?:\/\/[^\s]+\/00\/(\d{18})(?:[/?#].*)?$/
const GS1_BRACKETS = /^\(00\)(\d{18})$/
const GS1_PLAIN = /^(?:\]C1|\]D2|\]Q3)?00(\d{18})$/
const DPD_FULL = /^([%0-9A-Z][0-9A-Z]{26}[0-9])[0-9A-Z]$/
const DPD_PRINTED = /^([0-9A-Z]{26}[0-9])[0-9A-Z]$/
const S10_SPACED = /^([A-Z]{2}) ?(\d{3}) ?(\d{3}) ?(\d{3}) ?([A-Z]{2})$/

/** Whether a text is an address of GS1 Digital Link that names a parcel. */
export const isGs1Link = (text: string): boolean => GS1_LINK.test(canonical(text))

const ssccOf = (own: string) =>
  (GS1_LINK.exec(own) ?? GS1_BRACKETS.exec(own) ?? GS1_PLAIN.exec(own))?.[1] ??
  (/^\d{18}$/.test(own) ? own : null)
const s10Of = (own: string) => S10_SPACED.exec(own)?.slice(1).join('') ?? null

/**
 * Returns all spellings under which a scanned or typed text may stand on the announced list, its own first.
 * Sources: UPU S10 (blanks in print), GS1 General Specifications (AI 00, Digital Link), DPD label
 * specification (encoded: an identification tag, usually `%`, and 27 characters; printed: the 27 and a check
 * character; 29 characters: all of them).
 */
export function spellings(text: string): string[] {
  const own = canonical(text)
  const found = new Set([own])
  const sscc = ssccOf(own)
  if (sscc) for (const form of [sscc, `00${sscc}`, `(00)${sscc}`]) found.add(form)
  const full = DPD_FULL.exec(own)?.[1]
  if (full) found.add(full)
  if (full?.startsWith('%')) found.add(own.slice(1))
  const printed = DPD_PRINTED.exec(own)?.[1]
  if (printed) found.add(`%${printed}`)
  const s10 = s10Of(own)
  if (s10) found.add(s10)
  return [...found]
}

/** Returns the key under which an index holds a label. Spellings that lose no character share one key. */
export function labelKey(text: string): string {
  const own = canonical(text)
  return ssccOf(own) ?? s10Of(own) ?? own
}

/**
 * Whether two labels name the same parcel. One has to be a spelling of the other. If it were enough that both
 * shorten to the same text, two parcels whose numbers differ only in the last character would be one.
 */
export function sameLabel(a: string, b: string): boolean {
  return (
    labelKey(a) === labelKey(b) || spellings(a).includes(canonical(b)) || spellings(b).includes(canonical(a))
  )
}

/** Returns a label without the blanks and dashes that part it into groups in print. */
export const compact = (label: string): string => canonical(label).replace(/[\s-]/g, '')

/**
 * Returns the one of `labels` that `text` names, preferring its exact spelling to an equal one, or null.
 * Printed groups count only if one label alone has these signs, since blanks and dashes may be all that
 * tells two labels apart.
 */
export function findLabel(labels: readonly string[], text: string): string | null {
  const own = canonical(text)
  const found =
    labels.find((label) => canonical(label) === own) ?? labels.find((label) => sameLabel(label, text))
  if (found !== undefined) return found
  const grouped = labels.filter((label) => sameLabel(compact(label), compact(text)))
  return grouped.length === 1 ? (grouped[0] ?? null) : null
}

/**
 * Returns what is shown of a label to somebody who has not scanned it: the last four characters, or half of a
 * short label. This is enough to tell two parcels on a shelf apart, and too little to type the label.
 */
export function lastFour(label: string): string {
  return `…${label.slice(-Math.min(4, Math.floor(label.length / 2)))}`
}

/** Returns all keys under which a scanned or typed text may stand in an index. */
export const labelKeys = (text: string): string[] => [...new Set(spellings(text).map(labelKey))]

const CHECK_SIGNS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const DPD_WITHOUT_CHECK = /^[%0-9A-Z][0-9A-Z]{26}[0-9]$/

/**
 * Returns all keys under which an index may hold the same parcel, whichever of the two texts is a spelling of
 * the other. A label that is taken must be found by each of its spellings, also by the shorter ones (R41).
 */
export function heldKeys(text: string): string[] {
  const own = canonical(text)
  const longer = DPD_WITHOUT_CHECK.test(own) ? CHECK_SIGNS.map((sign) => own + sign) : []
  const printed = own.startsWith('%') ? longer.map((full) => full.slice(1)) : []
  const encoded = DPD_PRINTED.test(own) ? [`%${own}`] : []
  return [...new Set([...labelKeys(text), ...longer, ...printed, ...encoded])]
}
