import { withQuery } from '../route.ts'
import { ACTIONS } from './actions.ts'

/** What the audit shows. The filter is kept in the address. */
export interface Filter {
  person: string
  route: string
}
export const NO_FILTER: Filter = { person: '', route: '' }

const ROUTES = Object.keys(ACTIONS).map((action) => action.slice(action.indexOf(' ') + 1))

/** Reads the filter of an address. An unknown route counts as none. */
export function filterOf(query: Record<string, string | undefined>): Filter {
  const route = query.route ?? ''
  return { person: (query.person ?? '').slice(0, 64), route: ROUTES.includes(route) ? route : '' }
}

export const isFiltered = (filter: Filter): boolean => Object.values(filter).some(Boolean)

/** Writes a filter into an address. */
export const withFilter = (path: string, filter: Filter): string => withQuery(path, { ...filter })
