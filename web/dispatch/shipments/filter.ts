import { withoutEmpty, withQuery } from '../route.ts'
import { STATE_NAMES } from '../states.ts'

/** The filter of the list, which is kept in the address. */
export interface Filter {
  state: string
  contract: string
  q: string
}
export const NO_FILTER: Filter = { state: '', contract: '', q: '' }
const LONGEST = 64

/** Reads the filter from an address. A state that does not exist counts as none. */
export function filterOf(query: Record<string, string | undefined>): Filter {
  const state = query.state ?? ''
  return {
    state: STATE_NAMES.includes(state) ? state : '',
    contract: (query.contract ?? '').slice(0, LONGEST),
    q: (query.q ?? '').trim().slice(0, LONGEST),
  }
}

export const isFiltered = (filter: Filter): boolean => Object.values(filter).some(Boolean)

/** Waybills and labels contain digits, names do not. */
const isNumber = (text: string): boolean => /\d/.test(text)

/** Whether a searched text is taken for a recipient's name, which no address may hold as it is personal data. */
export const nameIn = ({ q }: Filter): string => (isNumber(q) ? '' : q.trim())

/** Returns the filter as a query of the API or of one of our addresses. A name is left out. */
export const queryOfFilter = ({ state, contract, q }: Filter): Record<string, string> =>
  withoutEmpty({ state, contract, q: isNumber(q) ? q.trim() : '' })

export const withFilter = (path: string, filter: Filter): string => withQuery(path, queryOfFilter(filter))

/** The last name searched for, so that "back" finds it again. It is kept only in the memory of this page. */
let remembered = ''

/** Returns the filter of an address, together with the name that is being searched for. */
export function filterNow(query: Record<string, string | undefined>): Filter {
  const filter = filterOf(query)
  return filter.q ? filter : { ...filter, q: remembered }
}

export function rememberName(filter: Filter): void {
  remembered = nameIn(filter)
}
