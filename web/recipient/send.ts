import type { FinishAnswer, ScanAnswer } from '../../worker/api/deliveries/answers.ts'
import { keyFor, action as send } from '../api/action.ts'
import { type AnswerAt, api, type InputAt, type Result } from '../api/call.ts'
import { troubleBy } from './failure.ts'
import { mayWait, type Step, type StepAction, tooOld, withoutStep, withStep } from './unsent.ts'
import type { DeliveryPage } from './use-delivery.ts'

/**
 * Does a step at the door, or keeps it where no answer comes (`kept`). Once one waits, the next ones wait behind it,
 * as the server takes them in their order only. Null: it failed, and `trouble` may say why.
 */
export async function doOrKeep<A extends StepAction>(
  page: DeliveryPage,
  action: A,
  body: InputAt<A>,
  keeps = true,
): Promise<Awaited<AnswerAt<A>> | 'kept' | null> {
  const answer = page.unsent ? null : await page.act(action, body)
  if (answer || !keeps || !mayWait(page.view) || !(page.unsent || page.lost.current)) return answer
  // The server may know a step of which only the answer was lost; the same key has it happen once.
  const step = { action, body, key: keyFor(action, { deliveryId: page.view.deliveryId }, body) } as Step
  page.fail(null)
  page.keep((now) => withStep(now, step, page.view.parcels.scanned, Date.now()))
  return 'kept'
}

/** What a step that waits is sent with, and the page that learns what came of it. */
export type SentFrom = Pick<
  DeliveryPage,
  'view' | 'unsent' | 'keep' | 'learn' | 'choose' | 'bind' | 'fail' | 'refresh'
>

/** Sends one step under its own key. `signal` ends the tries of one that is no longer wanted. */
export const sendStep = (
  { view }: Pick<DeliveryPage, 'view'>,
  { action, body, key }: Step,
  signal: AbortSignal,
): Promise<Result<unknown>> => send(action, { deliveryId: view.deliveryId }, body, { key, signal })

/**
 * Sends the first step that waits and shows what came of it. Returns false when it has to be sent again. A refused
 * step takes all later ones with it: nothing is released by what the person did before they knew of that.
 */
export async function sendFirst(
  page: SentFrom,
  now: number,
  send: (step: Step) => Promise<Result<unknown>>,
): Promise<boolean> {
  const { unsent } = page
  const step = unsent?.steps[0]
  if (!step) return true
  if (tooOld(unsent, now)) {
    page.keep((known) => known && { ...known, asks: true })
    return true
  }
  const { seen, found } = unsent
  if (step.action !== api.deliveries.scan && seen !== undefined && found !== undefined && found !== seen) {
    // Two scans were of one parcel, or one was of none: the person signs for what is there, or not at all.
    page.keep(() => null)
    page.choose({ recheck: true })
    page.fail('other-count')
    return true
  }
  const answer = await send(step)
  if (answer.ok) learnFrom(page, step, answer.data)
  else if (answer.status === 0 || answer.status === 429 || answer.status >= 500) return false
  else {
    page.keep(() => null)
    page.fail(troubleBy(answer.code))
    void page.refresh()
  }
  return true
}

function learnFrom(page: SentFrom, step: Step, data: unknown): void {
  const { view } = page
  if (step.action === api.deliveries.scan) {
    const answer = data as ScanAnswer
    if (answer.outcome === 'mismatch') {
      page.keep(() => null)
      page.learn({ wrongLabelsLeft: answer.left })
      page.choose({ wrong: { left: answer.left, unsent: true } })
      return
    }
    const found = answer.delivery.parcels.filter((parcel) => parcel.scanned).length
    if ('by' in step.body && step.body.by !== 'typed') page.bind()
    page.learn({ delivery: answer.delivery, parcels: { ...view.parcels, scanned: found }, noClaims: false })
    page.keep((known) => withoutStep(known && { ...known, found }, step))
    return
  }
  if (step.action === api.deliveries.confirm) page.learn({ noClaims: true })
  else {
    const answer = data as FinishAnswer
    if (answer.outcome === 'handed-over') page.learn({ receipt: answer.receipt })
    page.choose({ sentLate: true })
  }
  page.keep((known) => withoutStep(known, step))
  void page.refresh()
}
