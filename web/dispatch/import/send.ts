import type { ImportAnswer } from '../../../worker/api/shipments/imported.ts'
import type { Failure, Result } from '../../api/call.ts'
import type { ImportProgress } from './progress.ts'
import type { Batch, EntryRefusal } from './reading.ts'

/** Calls under way at once: enough to hide the latency, too few to crowd out other users. */
const LANES = 2
/** Pauses while no answer comes. After the last one its length is repeated. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000]

/** `waiting`: no answer came, sending goes on by itself. `stopped`: the call was refused, see `failure`. */
export type SendPhase = 'sending' | 'waiting' | 'paused' | 'stopped' | 'done'

export interface SendState {
  phase: SendPhase
  progress: ImportProgress
  failure?: Failure
}

export interface SenderDeps {
  batch: (index: number) => Promise<Batch>
  post: (shipments: object[], key: string) => Promise<Result<ImportAnswer>>
  /** Waits until the time is over or the network is back. */
  wait: (ms: number) => Promise<void>
  newKey: () => string
  onChange: (state: SendState, refused: readonly EntryRefusal[]) => void
  now: () => number
}

const passes = ({ status }: Failure) => status === 0 || status === 429 || status >= 500

const refusalsOf = ({ items }: ImportAnswer, entries: readonly number[]): EntryRefusal[] =>
  items.flatMap(({ line, errors }) =>
    (errors ?? []).map(({ column, code }): EntryRefusal => [entries[line] ?? -1, column, code]),
  )

/**
 * Sends the unsent parts of a file, at most two at once. A part without an answer is sent again under the
 * same key; shipments that were already announced count as known. Pausing lets the calls under way finish.
 */
export function createSender(
  start: ImportProgress,
  deps: SenderDeps,
): { run: () => Promise<void>; pause: () => void } {
  let state: SendState = { phase: 'paused', progress: start }
  const sent = new Set(start.done.map(([index]) => index))
  const left = Array.from({ length: start.of }, (_, index) => index).filter((index) => !sent.has(index))
  let lanes = 0
  const keys = new Map<number, string>()
  const keyOf = (index: number) => {
    if (!keys.has(index)) keys.set(index, deps.newKey())
    return keys.get(index) as string
  }
  const tell = (change: Partial<SendState>, refused: readonly EntryRefusal[] = []) => {
    state = { ...state, ...change }
    deps.onChange(state, refused)
  }
  const going = () => state.phase === 'sending' || state.phase === 'waiting'

  function take(index: number, answer: ImportAnswer, entries: readonly number[]): void {
    const refused = refusalsOf(answer, entries)
    const { done, refused: before } = state.progress
    const progress: ImportProgress = {
      ...state.progress,
      done: [...done, [index, answer.created, answer.known]],
      refused: [...before, ...refused],
      at: deps.now(),
    }
    const phase = progress.done.length === progress.of ? 'done' : going() ? 'sending' : state.phase
    tell({ progress, phase }, refused)
  }

  async function sendOne(index: number): Promise<void> {
    const { shipments, entries } = await deps.batch(index)
    for (let tries = 0; going(); tries++) {
      const answer = await deps.post(shipments, keyOf(index))
      if (answer.ok) return take(index, answer.data, entries)
      if (!passes(answer)) tell({ phase: 'stopped', failure: answer })
      if (!going()) break
      tell({ phase: 'waiting', failure: answer })
      await deps.wait(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] as number)
    }
    left.unshift(index)
  }

  /**
   * Sends until paused or stopped. A lane that still waits for an answer when sending resumes continues
   * itself, so that no part is under way twice.
   */
  async function run(): Promise<void> {
    if (going() || state.phase === 'done') return
    const { failure: _old, ...rest } = state
    state = { ...rest, phase: 'sending' }
    tell(left.length + lanes === 0 ? { phase: 'done' } : {})
    const lane = async () => {
      for (let next = left.shift(); next !== undefined; next = going() ? left.shift() : undefined)
        await sendOne(next)
    }
    const free = LANES - lanes
    lanes = LANES
    const started = Array.from({ length: free }, () => lane().finally(() => lanes--))
    await Promise.all(started)
  }
  return { run, pause: () => going() && tell({ phase: 'paused' }) }
}

/** Counts what became of the shipments sent so far. */
export function tallyOf({ done, refused }: ImportProgress): {
  created: number
  known: number
  refused: number
} {
  const sum = (at: 1 | 2) => done.reduce((all, part) => all + part[at], 0)
  return { created: sum(1), known: sum(2), refused: new Set(refused.map(([entry]) => entry)).size }
}
