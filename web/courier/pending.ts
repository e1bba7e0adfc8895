import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { findScanned } from '../../worker/domain/scanned.ts'
import { api, type InputAt } from '../api/call.ts'
import type { Act } from '../offline/act.ts'

type Kind = NonNullable<CourierStop['outcome']>['kind']
type Identity = InputAt<typeof api.stops.identity>

/** The acts of a stop that end its visit by handing something over. */
const RELEASED: Partial<Record<Act['address'], Kind>> = {
  [api.stops.qr]: 'qr',
  [api.stops.receipt]: 'link',
  [api.stops.deliver]: 'ordinary',
}

/** Returns how an act ends the visit: what it releases, that it is held, that it failed; null: it does not. */
function endingOf({ address, body }: Act, stop: CourierStop): Kind | null {
  switch (address) {
    case api.stops.noCode:
      return opensIdentity(stop) ? null : 'held'
    case api.stops.identity: {
      const seen = body as Identity
      return 'declined' in seen || !seen.nameMatches ? 'held' : 'identity'
    }
    case api.stops.fail:
      return (body as InputAt<typeof api.stops.fail>).reason === 'refused' ? 'refused' : 'depot'
    default:
      return RELEASED[address] ?? null
  }
}

/** Whether "no code" leads to the identity check at this stop, as the policy says. */
const opensIdentity = (stop: CourierStop): boolean => stop.withoutCode === 'identity'

const RELEASES: readonly Kind[] = ['pin', 'qr', 'link', 'identity', 'ordinary']

/** Returns the stop as an act ends it, before the server has said so. */
function ended(stop: CourierStop, { at, body }: Act, kind: Kind): CourierStop {
  const named = (body as { labels?: string[] }).labels
  const there = stop.parcels.flatMap(({ label, place }) => (place === 'vehicle' ? [label] : []))
  const given = named ? there.filter((label) => named.some((text) => findScanned([label], text))) : there
  const to = RELEASES.includes(kind) ? 'recipient' : kind === 'held' && stop.point ? 'to-point' : 'vehicle'
  const parcels = stop.parcels.map((parcel) =>
    given.includes(parcel.label) ? { ...parcel, place: to as typeof parcel.place } : parcel,
  )
  const partly = RELEASES.includes(kind) && given.length < stop.parcels.length
  const undoable = !RELEASES.includes(kind) && stop.reopenMinutes > 0
  const until = new Date(Date.parse(at) + stop.reopenMinutes * 60_000).toISOString()
  return {
    ...stop,
    ...{ open: false, parcels, codes: stop.codes, reopenUntil: undoable ? until : null },
    outcome: { kind, at, partly, code: null },
  }
}

/** Whether an act has happened as far as this tablet can say: it was done without an answer. Arrivals always have. */
const counts = (act: Act): boolean => act.state !== 'aside' && (act.late || act.address === api.stops.arrive)

/**
 * Returns a stop as the acts leave it that are still to be sent (R36). What they say is provisional until the server has
 * them; a stop that the server knows to be over stays as it is.
 */
export function withActs(stop: CourierStop, acts: readonly Act[]): CourierStop {
  let now = stop
  /** The stop before its visit ended here, to which taking back leads. */
  let open: CourierStop | null = null
  for (const act of acts.filter(counts)) {
    if (act.address === api.stops.reopen) {
      if (open) now = open
      open = null
      continue
    }
    if (!now.open) continue
    if (act.address === api.stops.arrive) {
      now = { ...now, arrivedAt: now.arrivedAt ?? act.at, arrivalDue: false }
      continue
    }
    const kind = endingOf(act, now)
    if (kind === null) {
      if (act.address === api.stops.noCode) now = { ...now, identityAllowed: true }
      continue
    }
    open = now
    now = ended(now, act, kind)
  }
  return now
}

/** Returns the acts of one stop, in the order in which they were done. */
export const actsOf = (acts: readonly Act[], shipmentId: string): Act[] =>
  acts.filter(({ group }) => group === shipmentId)

/** Whether what a stop shows is this tablet's own word so far. */
export const isProvisional = (acts: readonly Act[]): boolean =>
  acts.some((act) => counts(act) && act.address !== api.stops.arrive)

/** How many of a courier's acts release by identity, waiting ones included: a day has three (R18, R36). */
export const identityWaiting = (acts: readonly Act[]): number =>
  acts.filter((act) => {
    if (act.address !== api.stops.identity || act.state === 'aside') return false
    const seen = act.body as Identity
    return !('declined' in seen) && seen.nameMatches
  }).length
