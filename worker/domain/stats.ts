import { CHANNELS, type ChannelName, HAND_OVER_PROOFS, type HandOverProof } from './terms.ts'
import { attended, type VisitRecord } from './visits.ts'

/** Upper bounds, in seconds, of the classes of time from arrival to proof. Longer ones are `longer`. */
export const WITHIN_S = [15, 30, 60, 120, 180, 300, 600, 1200, 1800, 3600] as const

/** Everything that is counted of a visit, a column each in `visit_stats`. docs/stats.md explains them. */
export const FIGURES = [
  'visits',
  'open',
  'unattended',
  'drop_offs',
  'firsts',
  'firsts_done',
  'partly',
  'door_pin',
  'door_qr',
  'door_link',
  'door_identity',
  'door_ordinary',
  'counter_pin',
  'counter_qr',
  'counter_link',
  'counter_identity',
  'counter_ordinary',
  'held_no_code',
  'held_wrong_code',
  'failed_absent',
  'failed_refused',
  'failed_address',
  'failed_damaged',
  'stopped_by_claim',
  'wrong_0',
  'wrong_1',
  'wrong_2',
  'wrong_3',
  'wrong_4',
  'wrong_5',
  'within_15',
  'within_30',
  'within_60',
  'within_120',
  'within_180',
  'within_300',
  'within_600',
  'within_1200',
  'within_1800',
  'within_3600',
  'longer',
  'sms',
  'email',
  'messenger',
  'voice',
  'sms_parts',
  'claims',
  'violations',
] as const
export type Figure = (typeof FIGURES)[number]
export type Figures = Record<Figure, number>

export const noFigures = (): Figures =>
  Object.fromEntries(FIGURES.map((name) => [name, 0])) as unknown as Figures

/** Adds `more` to `to`, in place, and returns it. */
export function addFigures(to: Figures, more: Readonly<Figures>): Figures {
  for (const name of FIGURES) to[name] += more[name]
  return to
}

const timeClass = (seconds: number): Figure => {
  const bound = WITHIN_S.find((most) => seconds <= most)
  return bound === undefined ? 'longer' : `within_${bound}`
}

/** Returns what one visit adds to the figures of its day. While it goes on, it only counts as open. */
export function figuresOf(visit: VisitRecord): Figures {
  const figures = noFigures()
  if (visit.end === null) return { ...figures, open: 1 }
  const { end, reason, proof } = visit
  const count = (name: Figure, by = 1) => {
    figures[name] += by
  }
  if (end === 'unattended') count('unattended')
  if (end === 'dropped') count('drop_offs')
  if (attended(visit)) count('visits')
  if (visit.first) count('firsts')
  if (visit.first && end === 'handed-over') count('firsts_done')
  if (end === 'partly') count('partly')
  if (end === 'claim') count('stopped_by_claim')
  if (proof) count(`door_${proof}`)
  if (end === 'held') count(reason === 'wrong-code' ? 'held_wrong_code' : 'held_no_code')
  if (end === 'failed') count(`failed_${reason as 'absent' | 'refused' | 'address' | 'damaged'}`)
  for (const [by, times] of Object.entries(visit.counter)) count(`counter_${by as HandOverProof}`, times)
  // Wrong codes say something only where there was a code, and a proof or a hold ended the visit.
  if (visit.secured && (proof || end === 'held')) count(`wrong_${Math.min(5, visit.wrong)}` as 'wrong_0')
  if (visit.secured && visit.seconds !== undefined) count(timeClass(visit.seconds))
  for (const [channel, times] of Object.entries(visit.messages)) count(channel as ChannelName, times)
  // Visits stored before parts were counted took one each.
  count('sms_parts', visit.smsParts ?? visit.messages.sms ?? 0)
  count('claims', visit.claims)
  count('violations', visit.violations)
  return figures
}

/** What a message costs on each channel, in minor units of one currency; `sms` is the price of one part. */
export type Prices = { currency: string } & Record<ChannelName, number>

/** Returns what the messages of these figures cost by channel, in minor units, not rounded. */
const costsOf = ({ sms_parts, ...figures }: Figures, prices: Prices): Record<ChannelName, number> =>
  byChannel((name) => prices[name] * (name === 'sms' ? sms_parts : figures[name]))

const byChannel = (of: (name: ChannelName) => number) =>
  Object.fromEntries(CHANNELS.map((name) => [name, of(name)])) as Record<ChannelName, number>

const sum = (figures: Figures, names: readonly Figure[]) =>
  names.reduce((total, name) => total + figures[name], 0)
const share = (part: number, of: number) => (of === 0 ? null : part / of)

const byProof = (figures: Figures, at: 'door' | 'counter') =>
  Object.fromEntries(HAND_OVER_PROOFS.map((proof) => [proof, figures[`${at}_${proof}`]])) as Record<
    HandOverProof,
    number
  >

/** A time, in seconds, that a share of the hand-overs did not exceed; `over`: no bound is long enough. */
export interface TimeBound {
  seconds: number
  over: boolean
}

/** Returns the smallest bound that holds this share of the timed hand-overs; null if none was timed. */
function timeBound(figures: Figures, part: number): TimeBound | null {
  const all =
    sum(
      figures,
      WITHIN_S.map((bound) => `within_${bound}` as const),
    ) + figures.longer
  if (all === 0) return null
  let counted = 0
  for (const bound of WITHIN_S) {
    counted += figures[`within_${bound}`]
    if (counted >= part * all) return { seconds: bound, over: false }
  }
  return { seconds: WITHIN_S.at(-1) as number, over: true }
}

/**
 * Returns the figures as the API and the screens show them, with what follows from them. Shares are fractions
 * of one, and money is in minor units.
 */
export function summary(figures: Figures, prices: Prices | null) {
  const door = sum(
    figures,
    HAND_OVER_PROOFS.map((proof) => `door_${proof}` as const),
  )
  const counter = sum(
    figures,
    HAND_OVER_PROOFS.map((proof) => `counter_${proof}` as const),
  )
  const { visits, claims } = figures
  const messages = sum(figures, CHANNELS)
  const handOvers = door + counter
  const costs = prices && costsOf(figures, prices)
  const amount = costs ? Math.round(CHANNELS.reduce((total, name) => total + costs[name], 0)) : 0
  return {
    visits,
    open: figures.open,
    unattended: figures.unattended,
    dropOffs: figures.drop_offs,
    firstVisits: {
      count: figures.firsts,
      handedOver: figures.firsts_done,
      share: share(figures.firsts_done, figures.firsts),
    },
    handOvers: { door, counter, partly: figures.partly },
    proofs: { door: byProof(figures, 'door'), counter: byProof(figures, 'counter') },
    held: { 'no-code': figures.held_no_code, 'wrong-code': figures.held_wrong_code },
    failed: {
      absent: figures.failed_absent,
      refused: figures.failed_refused,
      address: figures.failed_address,
      damaged: figures.failed_damaged,
    },
    stoppedByClaim: figures.stopped_by_claim,
    /** Visits that a proof or an NL ended, by how many wrong codes came before: none, one, … five. */
    attempts: ([0, 1, 2, 3, 4, 5] as const).map((wrong) => figures[`wrong_${wrong}`]),
    arrivalToProof: {
      median: timeBound(figures, 0.5),
      p90: timeBound(figures, 0.9),
      classes: [
        ...WITHIN_S.map((seconds) => ({
          seconds: seconds as number | null,
          count: figures[`within_${seconds}`],
        })),
        { seconds: null, count: figures.longer },
      ],
    },
    messages: {
      ...byChannel((name) => figures[name]),
      smsParts: figures.sms_parts,
      perHandOver: share(messages, handOvers),
    },
    cost: costs && {
      amount,
      perHandOver: share(amount, handOvers),
      channels: byChannel((name) => Math.round(costs[name])),
    },
    claims: { count: claims, perThousand: visits === 0 ? null : (claims * 1000) / visits },
    violations: figures.violations,
  }
}
