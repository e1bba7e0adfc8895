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
const DPD_29 = /^(?:%)?([0-9A-Z]{27}[0-9])([0-9A-Z])$/
const S10_SPACED = /^([A-Z]{2}) ?(\d{3}) ?(\d{3}) ?(\d{3}) ?([A-Z]{2})$/

/**
 * All spellings under which one scanned or typed text may stand on the announced list, its own first.
 * Sources: UPU S10 (blanks in print), GS1 General Specifications (AI 00, Digital Link), DPD label
 * specification (28 characters encoded, a 29th check character only printed).
 */
export function spellings(text: string): string[] {
  const own = canonical(text)
  const found = new Set([own])
  const sscc = (GS1_LINK.exec(own) ?? GS1_BRACKETS.exec(own) ?? GS1_PLAIN.exec(own))?.[1]
  if (sscc) for (const form of [sscc, `00${sscc}`, `(00)${sscc}`]) found.add(form)
  else if (/^\d{18}$/.test(own)) for (const form of [`00${own}`, `(00)${own}`]) found.add(form)
  const dpd = DPD_29.exec(own)
  if (dpd?.[1]) found.add(dpd[1])
  const s10 = S10_SPACED.exec(own)
  if (s10) found.add(s10.slice(1).join(''))
  return [...found]
}

/** Whether two labels name the same parcel. */
export function sameLabel(a: string, b: string): boolean {
  const left = new Set(spellings(a))
  return spellings(b).some((spelling) => left.has(spelling))
}

/** The one of `labels` that `text` names, or null. */
export function findLabel(labels: readonly string[], text: string): string | null {
  return labels.find((label) => sameLabel(label, text)) ?? null
}
