import type { ViolationState } from '../../../worker/domain/terms.ts'
import type { Tone } from '../../ui/bits.tsx'
import { withQuery } from '../route.ts'

const TONES: Record<ViolationState, Tone> = {
  suspected: 'warn',
  contested: 'accent',
  'waiver-proposed': 'accent',
  upheld: 'bad',
  waived: 'neutral',
}

/** The states of a violation, in the order in which they usually occur. */
export const STATES = Object.keys(TONES) as ViolationState[]
export const toneOf = (state: ViolationState): Tone => TONES[state]

/** What the ledger shows. The filter is kept in the address. */
export interface Filter {
  month: string
  provider: string
  state: ViolationState | ''
}
export const NO_FILTER: Filter = { month: '', provider: '', state: '' }

/** Reads the filter of an address. Invalid values count as none. */
export function filterOf(query: Record<string, string | undefined>): Filter {
  const month = query.month ?? ''
  return {
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : '',
    provider: (query.provider ?? '').slice(0, 64),
    state: STATES.find((state) => state === query.state) ?? '',
  }
}

export const isFiltered = (filter: Filter): boolean => Object.values(filter).some(Boolean)

/** Writes a filter into an address. */
export const withFilter = (path: string, filter: Filter): string => withQuery(path, { ...filter })
