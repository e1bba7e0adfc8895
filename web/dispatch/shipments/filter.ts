import { withQuery } from '../route.ts'
import { STATE_NAMES } from '../states.ts'

/** What the list shows; it stands in the address. */
export interface Filter {
  state: string
  contract: string
  q: string
}
export const NO_FILTER: Filter = { state: '', contract: '', q: '' }
const LONGEST = 64

/** Reads the filter of an address; a state that does not exist counts as none. */
export function filterOf(query: Record<string, string | undefined>): Filter {
  const state = query.state ?? ''
  return {
    state: STATE_NAMES.includes(state) ? state : '',
    contract: (query.contract ?? '').slice(0, LONGEST),
    q: (query.q ?? '').trim().slice(0, LONGEST),
  }
}

export const isFiltered = (filter: Filter): boolean => Object.values(filter).some(Boolean)

/** The same filter for an address of ours or of the API. */
export const withFilter = (path: string, filter: Filter): string =>
  withQuery(path, { state: filter.state, contract: filter.contract, q: filter.q.trim() })
