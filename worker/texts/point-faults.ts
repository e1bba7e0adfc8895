import { type NameFault, nameFaults } from './foreign.ts'

interface PointTexts {
  name: string
  address: { line1: string; line2?: string | undefined; city: string; postcode: string }
  hours?: string | undefined
}

/**
 * Returns what is wrong with the parts of a point that appear in messages (R4, R5), each with its field. A
 * point's name may be a host; its address may not.
 */
export function pointFaults({ name, address, hours }: PointTexts): { field: string; code: NameFault }[] {
  const { line1, line2, city, postcode } = address
  const lines = { 'address.line1': line1, 'address.line2': line2, 'address.city': city, hours }
  const more = { ...lines, 'address.postcode': postcode }
  const at = (field: string, codes: NameFault[]) => codes.map((code) => ({ field, code }))
  return [
    ...at('name', nameFaults(name)),
    ...Object.entries(more).flatMap(([field, text]) => at(field, nameFaults(text ?? '', 'no-host'))),
  ]
}
