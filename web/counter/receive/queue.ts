import { computed, signal } from '@preact/signals'
import type { PointReceipt } from '../../../worker/api/holds/answers.ts'
import { api, newKey, type Result } from '../../api/call.ts'
import type { Act } from '../../offline/act.ts'
import { action, isQueued } from '../../offline/action.ts'
import { acts, again, hurry, onAnswered, takeAnswers } from '../../offline/outbox.ts'
import { playSound } from '../../ui/sound.ts'
import { clerk, ended } from '../state.ts'
import {
  bodyOf,
  isReceipt,
  labelsOf,
  lineFrom,
  lineOf,
  linesOf,
  outcomeOf,
  type ScannedLine,
} from './line.ts'

/** The scans of a point's clerk go out one after another, so that the log has their order. */
const GROUP = 'receive'
const SOUNDS = {
  expected: 'hand-over',
  undeclared: 'point',
  unexpected: 'point',
  'wrong-point': 'wrong',
  unknown: 'do-not',
} as const

/** What this page saw scanned, newest first. */
const here = signal<readonly ScannedLine[]>([])
const receipts = computed(() => acts.value.filter(isReceipt))
const mine = computed(() => receipts.value.filter(({ personId }) => personId === clerk.value))

/** What was scanned at this counter by this clerk, newest first. */
export const lines = computed(() => linesOf(here.value, mine.value))
/** What another clerk scanned here. It waits for that clerk: nobody's scan is sent in somebody else's name. */
export const theirs = computed(() =>
  labelsOf(receipts.value.filter(({ personId, state }) => personId !== clerk.value && state !== 'aside')),
)
/** How many of this clerk's scans are not received yet, refused ones among them. */
export const unsentCount = computed(
  () => lines.value.filter(({ key, outcome }) => outcome === 'pending' || isRefused(key)).length,
)
/** No answer came. What is pending is sent again automatically. */
export const stalled = computed(() =>
  mine.value.some(({ state, refusal }) => state === 'waiting' && refusal !== null),
)
/** The shelf that scanned parcels are put on, until another is named. */
export const shelf = signal('')

/** Whether the server refused a line that had waited, so that the clerk has to choose. */
export const isRefused = (key: string): boolean =>
  mine.value.some((act) => act.key === key && act.state === 'attention')

const patch = (key: string, known: Partial<ScannedLine>): void => {
  here.value = here.value.map((line) => (line.key === key ? { ...line, ...known } : line))
}

/** Shows what became of a line, once. */
function settle(line: ScannedLine, answer: Result<PointReceipt>): void {
  const known = here.value.find(({ key }) => key === line.key)
  if (known && known.outcome !== 'pending') return
  if (!known) here.value = [line, ...here.value]
  const { outcome, waybill } = outcomeOf(answer)
  patch(line.key, { outcome, waybill })
  playSound(SOUNDS[outcome as keyof typeof SOUNDS] ?? 'wrong')
}

/** Takes an answer of the outbox, also to what was scanned before this page was loaded, or in another tab. */
function heard(act: Act, answer: Result<unknown>): void {
  if (!isReceipt(act) || act.personId !== clerk.value) return
  if (answer.ok) settle(lineOf({ ...act, state: 'waiting' }), answer as Result<PointReceipt>)
  else if (act.late) playSound('wrong')
}

/** Begins to hear what became of scans, and hears what was answered while no page was open. Returns how to stop. */
export function followReceipts(): () => void {
  const missed = async (personId: string) => {
    for (const { act, result } of await takeAnswers(personId)) heard(act, result)
  }
  // Where the outbox cannot be loaded, the next visit takes them.
  if (clerk.value) missed(clerk.value).catch(() => {})
  return onAnswered(heard)
}

/** Stores a line and sends it. Without a known clerk nobody's session could send it later, so its answer is waited for. */
async function send(line: ScannedLine): Promise<void> {
  const personId = clerk.value
  const of = { role: 'counter', group: GROUP, base: null, late: false, at: line.at } as const
  const answer = await action(api.holds.receive, {}, bodyOf(line), {
    key: line.key,
    queue: personId === undefined ? undefined : { personId, ...of },
    ended: () => {
      ended.value = true
    },
  })
  if (!isQueued(answer) && answer.status !== 401) settle(line, answer)
}

/** Takes one scanned text and never waits: rubbish is answered here, a label joins the queue. */
export function receive(raw: string): void {
  const line = lineFrom(raw, { key: newKey(), shelf: shelf.value.trim(), at: new Date().toISOString() })
  here.value = [line, ...here.value]
  if (line.outcome === 'pending') void send(line)
  else playSound('wrong')
}

/** Takes a line that was scanned before. Resolves once it is stored, or answered. */
export function takeLine(line: ScannedLine): Promise<void> {
  here.value = [line, ...here.value.filter(({ key }) => key !== line.key)]
  return send(line)
}

/** Sends a line that the server could not answer once more, with its key. */
export function sendAgain(line: ScannedLine): void {
  if (mine.value.some(({ key }) => key === line.key)) void again(line.key)
  else void takeLine({ ...line, outcome: 'pending' })
}

/** Sends at once what waits because no answer came. */
export function sendNow(): void {
  if (clerk.value) void hurry(clerk.value)
}

/** Forgets what was shown here. What is not received yet stays stored, and is its clerk's. */
export function forgetReceived(): void {
  shelf.value = ''
  here.value = []
}
