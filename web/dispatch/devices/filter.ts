import { to, withoutEmpty, withQuery } from '../route.ts'

/** For how many days nobody may have seen a device. */
export const UNSEEN_DAYS = ['3', '7', '14', '30'] as const

/** Which devices are shown. The filter is kept in the address. */
export interface Filter {
  person: string
  unseen: string
  unsent: '' | 'yes'
  revoked: '' | 'yes' | 'no'
}
export const NO_FILTER: Filter = { person: '', unseen: '', unsent: '', revoked: '' }

/** Reads the filter of an address. Invalid values count as none. */
export function filterOf(query: Record<string, string | undefined>): Filter {
  return {
    person: (query.person ?? '').slice(0, 64),
    unseen: UNSEEN_DAYS.find((days) => days === query.unseen) ?? '',
    unsent: query.unsent === 'yes' ? 'yes' : '',
    revoked: query.revoked === 'yes' || query.revoked === 'no' ? query.revoked : '',
  }
}

export const isFiltered = (filter: Filter): boolean => Object.values(filter).some(Boolean)

/** Returns the filter as the API takes it. */
export const asQuery = (filter: Filter) => withoutEmpty({ ...filter })

/** Writes a filter into an address. */
export const withFilter = (filter: Filter): string => withQuery(to.people, { view: 'devices', ...filter })
