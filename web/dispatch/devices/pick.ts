import type { PersonLine } from '../../../worker/api/people/answers.ts'

/** Which couriers are offered for the sheet. */
export interface Offer {
  search: string
  provider: string
  /** Only those who cannot begin their day on a device that they have. */
  withoutDevice: boolean
}

/** Returns the couriers that are offered, by name. Every word of the search has to be in the name. */
export function offered(
  couriers: readonly PersonLine[],
  { search, provider, withoutDevice }: Offer,
  equipped: ReadonlySet<string>,
): PersonLine[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return couriers
    .filter(({ id, name, providerId }) => {
      const text = name.toLocaleLowerCase()
      return (
        words.every((word) => text.includes(word)) &&
        (provider === '' || providerId === provider) &&
        !(withoutDevice && equipped.has(id))
      )
    })
    .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
}
