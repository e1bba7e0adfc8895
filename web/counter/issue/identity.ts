import type { CounterAnswer } from '../../../worker/api/holds/answers.ts'
import type { ApprovalAsked } from '../../../worker/api/stops/answers.ts'
import type { FreshReason } from '../../../worker/domain/terms.ts'
import { api, type InputAt, newKey, type Result } from '../../api/call.ts'
import { type Asking, askingNow, POLL_MS } from '../../hands/asking/asking.ts'
import type { SignatureValue } from '../../sign/strokes.ts'
import { byDocument, type HoldEntry } from '../entry.ts'
import { outcome, type Settled } from '../outcome.ts'
import { keyFor, postHold } from '../post.ts'
import { identityRefusalKey } from '../refusals.ts'
import { notice, say } from '../state.ts'
import { basket, remove, scannedOf } from './basket.ts'
import { reread, settledOf, staying } from './issue.ts'

export interface Document {
  documentType: 'passport' | 'id-card' | 'driving-licence' | 'residence-permit' | 'other'
  nameMatches: boolean
  signature?: SignatureValue | undefined
}

type Answered = Result<CounterAnswer | ApprovalAsked>

/** One shipment of an identity check. `asking` is set while a dispatcher has to agree (R42). */
interface Check {
  entry: HoldEntry
  body: InputAt<typeof api.holds.identity>
  key: string
  asking: Asking | null
}

/** The result of these checks so far. */
interface IdentityOutcome {
  settled: Settled[]
  code: string
  name: string
}

let asks = 0

/**
 * Checks one document and issues everything of that person on the counter, with one call for each shipment.
 */
export async function checkIdentity({ signature, ...document }: Document): Promise<void> {
  const entries = scannedOf.value.filter(byDocument)
  if (entries.length === 0) return say('warn', 'scanEach')
  const written = signature && ('typedName' in signature ? signature : { signature })
  const checks = entries.map((entry): Check => {
    const signs = document.nameMatches && entry.hold.identitySignature && written
    const body = { ...document, labels: [...entry.scanned], ...(signs && written) }
    return { entry, body, key: keyFor(api.holds.identity, entry.hold.shipmentId, body), asking: null }
  })
  await send(checks, { settled: [], code: '', name: entries[0]?.hold.recipientName ?? '' })
}

/** Sends checks, for the first time or again, and waits for the dispatcher's answer. */
async function send(checks: readonly Check[], come: IdentityOutcome): Promise<void> {
  const mine = ++asks
  const asked: Check[] = []
  for (const check of checks) {
    const { entry, body, key } = check
    const answer: Answered = await postHold(api.holds.identity, entry.hold.shipmentId, body, { key })
    if (answer.ok && answer.data.outcome === 'approval')
      asked.push({ ...check, asking: askingNow(key, body, Date.now()) })
    else await settle(check, answer, come)
  }
  if (asked.length > 0) await wait(asked, come, mine)
  else conclude(checks, come)
}

async function settle({ entry }: Check, answer: Answered, come: IdentityOutcome): Promise<void> {
  const { shipmentId, waybill } = entry.hold
  if (answer.ok && answer.data.outcome === 'handed-over') {
    come.code = answer.data.code
    come.settled.push(settledOf(entry))
    return remove(shipmentId)
  }
  const refusal = answer.ok ? answer.data.outcome : answer.code
  come.settled.push({ waybill, issued: [], stay: staying(entry.hold), refusal })
  if (refusal !== 'offline') await reread(entry)
}

/** Polls with the same keys until each check has an answer or the clerk goes on. */
async function wait(asked: Check[], come: IdentityOutcome, mine: number): Promise<void> {
  for (const { entry } of asked) await reread(entry)
  const deadline = Math.min(...asked.map(({ asking }) => asking?.deadline ?? 0))
  outcome.value = { type: 'asking', deadline, reasons: reasonsOf(asked) }
  notice.value = null
  const waiting = () => mine === asks && outcome.value?.type === 'asking'
  let open = asked
  while (open.length > 0) {
    await new Promise((done) => setTimeout(done, POLL_MS))
    if (!waiting()) return
    const left: Check[] = []
    for (const check of open) {
      const { entry, body, key } = check
      const answer: Answered = await postHold(api.holds.identity, entry.hold.shipmentId, body, {
        key,
        quiet: true,
      })
      if (!waiting()) return
      const goesOn = answer.ok ? answer.data.outcome === 'approval' : answer.code === 'offline'
      if (goesOn) left.push(check)
      else await settle(check, answer, come)
    }
    open = left
  }
  conclude(asked, come)
}

/** Returns the hold as last read. */
const holdOf = ({ entry }: Check) =>
  basket.value.find(({ hold }) => hold.shipmentId === entry.hold.shipmentId)?.hold ?? entry.hold

const reasonsOf = (checks: readonly Check[]): FreshReason[] => [
  ...new Set(checks.flatMap((check) => holdOf(check).approval?.reasons ?? [])),
]

/** Shows the common outcome of all checks on the whole screen. */
function conclude(checks: readonly Check[], come: IdentityOutcome): void {
  const { settled, name, code } = come
  const refusals = new Set(settled.map(({ refusal }) => refusal))
  const [only] = refusals
  notice.value = null
  if (refusals.size > 1 || only === undefined) outcome.value = { type: 'issued', name, code, settled }
  else if (only === 'name-differs' || only === 'declined') outcome.value = { type: only }
  else if (only === 'claim-open') outcome.value = { type: 'claim' }
  else if (only === 'approval-lapsed') lapsed(checks, name)
  else {
    outcome.value = null
    say('bad', identityRefusalKey(only))
  }
}

/** Nobody answered in time. `again` asks anew about the same look at the same document. */
function lapsed(checks: readonly Check[], name: string): void {
  const left = Math.min(...checks.map((check) => holdOf(check).approval?.left ?? 0))
  const anew = checks.map((check) => ({ ...check, key: newKey(), asking: null }))
  const again = () => void send(anew, { settled: [], code: '', name })
  outcome.value = { type: 'lapsed', left, reasons: reasonsOf(checks), again }
}
