import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { api, type InputAt } from '../api/call.ts'

type ScanAction = typeof api.deliveries.scan

/** The steps at the door that can wait for a network, in the order in which they happen. */
export type StepAction = ScanAction | typeof api.deliveries.confirm | typeof api.deliveries.finish

/** What the person did while no answer came, with the key that it was, or will be, sent with. */
export type Step = { [A in StepAction]: { action: A; body: InputAt<A>; key: string } }[StepAction]

/**
 * Steps that wait for a network, in the memory of this tab alone. None of them has an effect before the server has
 * judged it, so no screen may show one as done.
 */
export interface Unsent {
  steps: readonly Step[]
  /** Returns the delivery as it looks with the steps that wait. It stands here so that the first view need not load it. */
  over: (view: RecipientView) => RecipientView
  /** How many parcels the person saw here when they said that everything is fine. */
  seen?: number
  /** How many of them the server knows, once it has answered a scan that waited. */
  found?: number
  /** When the person finished. */
  finishedAt?: number
  /** That is too long ago to be sent without asking: the courier may have left with the parcel. */
  asks?: boolean
}

/** No courier waits longer than that. What was signed before is sent only if the person says so again. */
const ALONE_MS = 10 * 60_000

/** Whether steps may wait: only of a release by link at the door, as the wait for a clerk has a limit of its own. */
export const mayWait = ({ accepts, scans, state, hold, receipt }: RecipientView): boolean =>
  accepts.includes('link') && scans && state === 'out-for-delivery' && !hold && !receipt

/** Whether a finish has waited so long that the person has to be asked once more. */
export const tooOld = ({ finishedAt }: Unsent, now: number): boolean =>
  finishedAt !== undefined && now - finishedAt > ALONE_MS

/** Returns the scanned labels that nobody was asked about yet. */
export const unsentLabels = (unsent: Unsent | null): string[] =>
  (unsent?.steps ?? []).flatMap(({ action, body }) =>
    action === api.deliveries.scan ? (body as { labels: string[] }).labels : [],
  )

const withSteps = (unsent: Unsent | null, steps: readonly Step[]): Unsent => ({
  ...unsent,
  steps,
  over: (view) => {
    const scans = steps.filter(({ action }) => action === api.deliveries.scan).length
    const noClaims = view.noClaims || steps.some(({ action }) => action === api.deliveries.confirm)
    return { ...view, parcels: { ...view.parcels, scanned: view.parcels.scanned + scans }, noClaims }
  },
})

/**
 * Adds a step. Saying again that everything is fine, or finishing again, takes the place of the first time.
 * `shown` is how many scanned parcels the page shows.
 */
export function withStep(unsent: Unsent | null, step: Step, shown: number, now: number): Unsent {
  const { action } = step
  const before = (unsent?.steps ?? []).filter(
    (known) => action === api.deliveries.scan || known.action !== action,
  )
  const added = withSteps(unsent, [...before, step])
  if (action === api.deliveries.confirm) added.seen = shown
  if (action === api.deliveries.finish) added.finishedAt = now
  return added
}

/** Takes a step away that the server has answered. Null: nothing waits any more. */
export function withoutStep(unsent: Unsent | null, { key }: Pick<Step, 'key'>): Unsent | null {
  const steps = unsent?.steps.filter((step) => step.key !== key) ?? []
  return steps.length > 0 ? withSteps(unsent, steps) : null
}
