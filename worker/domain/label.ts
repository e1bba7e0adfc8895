/**
 * A label is the text of a parcel's barcode: 4–64 printable ASCII characters. Comparison ignores case and
 * blanks at the ends, nothing else. Known forms only add equal spellings; a failed check digit refuses nothing.
 */
export const LABEL_PATTERN = /^[\x20-\x7e]{4,64}$/

/** The spelling a label is stored and compared under. */
export function canonical(label: string): string {
  return label.trim().toUpperCase()
}

const GS1_LINK = /^HTTPS?:\/\/[^\s]+\/00\/(\d{18})(?:[/?#].*)?$/
const GS1_BRACKETS = /^\(00\)(\d{18})$/
const GS1_PLAIN = /^(?:\]C1|\]D2|\]Q3)?00(\d{18})$/
const DPD_FULL = /^([%0-9A-Z][0-9A-Z]{26}[0-9])[0-9A-Z]$/
const DPD_PRINTED = /^([0-9A-Z]{26}[0-9])[0-9A-Z]$/
const S10_SPACED = /^([A-Z]{2}) ?(\d{3}) ?(\d{3}) ?(\d{3}) ?([A-Z]{2})$/

const ssccOf = (own: string) =>
  (GS1_LINK.exec(own) ?? GS1_BRACKETS.exec(own) ?? GS1_PLAIN.exec(own))?.[1] ??
  (/^\d{18}$/.test(own) ? own : null)
const s10Of = (own: string) => S10_SPACED.exec(own)?.slice(1).join('') ?? null

/**
 * All spellings under which one scanned or typed text may stand on the announced list, its own first.
 * Sources: UPU S10 (blanks in print), GS1 General Specifications (AI 00, Digital Link), DPD label
 * specification (encoded: an identification tag, usually `%`, and 27 characters; printed: the 27 and a check
 * character; 29: all of them).
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

/** What all texts of one parcel have in common where a form loses nothing: what an index holds it under. */
export function labelKey(text: string): string {
  const own = canonical(text)
  return ssccOf(own) ?? s10Of(own) ?? own
}

/**
 * Whether two labels name the same parcel. One has to be a spelling of the other: that both merely shorten to
 * the same text would make one parcel of two whose numbers differ in their last character only.
 */
export function sameLabel(a: string, b: string): boolean {
  return (
    labelKey(a) === labelKey(b) || spellings(a).includes(canonical(b)) || spellings(b).includes(canonical(a))
  )
}

/** The one of `labels` that `text` names, its exact spelling before an equal one; or null. */
export function findLabel(labels: readonly string[], text: string): string | null {
  const own = canonical(text)
  return (
    labels.find((label) => canonical(label) === own) ?? labels.find((label) => sameLabel(label, text)) ?? null
  )
}

/**
 * What is shown of a label to whoever has not scanned it: enough to tell two parcels on a shelf apart, too little to
 * type it. Of a short one, half.
 */
export function lastFour(label: string): string {
  return `…${label.slice(-Math.min(4, Math.floor(label.length / 2)))}`
}

/** All keys under which a scanned or typed text may stand in an index. */
export const labelKeys = (text: string): string[] => [...new Set(spellings(text).map(labelKey))]

const CHECK_SIGNS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const DPD_WITHOUT_CHECK = /^[%0-9A-Z][0-9A-Z]{26}[0-9]$/

/**
 * All keys under which an index may hold the same parcel, whichever of the two texts is a spelling of the other: a
 * label that is taken must be found by every one of its spellings (R41), also by the shorter ones.
 */
export function heldKeys(text: string): string[] {
  const own = canonical(text)
  const longer = DPD_WITHOUT_CHECK.test(own) ? CHECK_SIGNS.map((sign) => own + sign) : []
  const printed = own.startsWith('%') ? longer.map((full) => full.slice(1)) : []
  const encoded = DPD_PRINTED.test(own) ? [`%${own}`] : []
  return [...new Set([...labelKeys(text), ...longer, ...printed, ...encoded])]
}
