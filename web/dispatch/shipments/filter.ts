import { said, withQuery } from '../route.ts'
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

/** Waybills and labels have digits in them, names have none. */
const isNumber = (text: string): boolean => /\d/.test(text)

/** A searched text that is taken for a recipient's name: personal data, which no address may hold. */
export const nameIn = ({ q }: Filter): string => (isNumber(q) ? '' : q.trim())

/** The same filter as a query of the API or of an address of ours; a name stays out of it. */
export const queryOfFilter = ({ state, contract, q }: Filter): Record<string, string> =>
  said({ state, contract, q: isNumber(q) ? q.trim() : '' })

export const withFilter = (path: string, filter: Filter): string => withQuery(path, queryOfFilter(filter))

/** What a name was searched for last, so that "back" finds it again: in the memory of this page and nowhere else. */
let remembered = ''

/** The filter of an address with the name that is searched for beside it. */
export function filterNow(query: Record<string, string | undefined>): Filter {
  const filter = filterOf(query)
  return filter.q ? filter : { ...filter, q: remembered }
}

export function rememberName(filter: Filter): void {
  remembered = nameIn(filter)
}
