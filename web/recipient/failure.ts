import type { Failure } from '../api/call.ts'

/** Why there is nothing to show. Each reason has a calm screen with a next step. */
export type Dead =
  | 'superseded'
  | 'finished'
  | 'expired'
  | 'owned'
  | 'foreign'
  | 'signed-out'
  | 'offline'
  | 'down'

const BY_CODE: Record<string, Dead> = {
  'link-superseded': 'superseded',
  'link-finished': 'finished',
  'link-expired': 'expired',
  'link-owned': 'owned',
  offline: 'offline',
}

/** Returns what a failed opening or refresh means. `hadToken`: the address still held the secret. */
export function deadBy({ status, code }: Pick<Failure, 'status' | 'code'>, hadToken: boolean): Dead {
  const known = BY_CODE[code]
  if (known) return known
  // Missing, foreign and mistyped are answered alike, so that nobody learns which deliveries exist.
  if (status === 400 || status === 401 || status === 404) return hadToken ? 'foreign' : 'signed-out'
  return 'down'
}

/** What to say beside the button of an action that failed. */
export type Trouble = 'offline' | 'not-arrived' | 'ended' | 'claim-open' | 'again'

/**
 * Returns what a refused action means. It is null if the refreshed page says it itself, as for a locked page
 * or a finished link: a message beside the button would repeat it.
 */
export function troubleBy(code: string): Trouble | null {
  switch (code) {
    case 'offline':
    case 'not-arrived':
    case 'claim-open':
      return code
    case 'stop-closed':
    case 'not-out-for-delivery':
    case 'drop-off':
      return 'ended'
    case 'page-locked':
    case 'link-owned':
    case 'link-finished':
    case 'link-superseded':
    case 'link-expired':
    case 'not-scanned':
    case 'not-confirmed':
    case 'already-extended':
    case 'shipment-over':
      return null
    default:
      return 'again'
  }
}
