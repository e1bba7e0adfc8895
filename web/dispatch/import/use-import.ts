import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import type { Unreadable } from '../../../worker/wire/import/encodings.ts'
import { api, newKey } from '../../api/call.ts'
import { SessionEnded } from '../../office/use-get.ts'
import { action } from '../../offline/action.ts'
import { forgetProgress, progressOf, rememberProgress } from './progress.ts'
import { openReader, type Reader } from './reader.ts'
import type { Summary } from './reading.ts'
import { createSender, type SendState, tallyOf } from './send.ts'

/** The largest file that a browser holds in memory easily, about 100,000 lines. */
const FILE_MAX_BYTES = 20 * 1024 * 1024
/**
 * One call announces a hundred shipments in turn. A call that times out may still have announced them all.
 */
const CALL_MS = 60_000

export type FileProblem = Unreadable | 'empty' | 'large' | 'gone'

export interface OpenedFile {
  name: string
  reader: Reader
  summary: Summary
  /** Shipments that were sent before the file was opened this time. */
  before: number
}

export type Stage =
  | { name: 'choose'; bad?: FileProblem }
  | { name: 'reading'; file: string }
  | { name: 'read'; opened: OpenedFile; sending: SendState }

/** Waits until the time is over or the network is back, whichever comes first. */
const networkOr = (ms: number) =>
  new Promise<void>((done) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      done()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
  })

export interface ImportState {
  stage: Stage
  /** Increases with every refusal of the server, so that the shown faults are read again. */
  turn: number
  choose: (file: File, contract: ContractLine) => Promise<void>
  run: () => void
  pause: () => void
  reset: () => void
}

/** Handles a file from choice to last shipment. Leaving the screen pauses it; the same file continues it. */
export function useImport(): ImportState {
  const ended = useContext(SessionEnded)
  const [stage, setStage] = useState<Stage>({ name: 'choose' })
  const [turn, setTurn] = useState(0)
  const open = useRef<{ reader: Reader; sender?: ReturnType<typeof createSender> }>(null)

  const reset = () => {
    open.current?.sender?.pause()
    open.current?.reader.close()
    open.current = null
    setStage({ name: 'choose' })
  }
  useEffect(() => reset, [])

  const choose = async (file: File, contract: ContractLine) => {
    reset()
    if (file.size > FILE_MAX_BYTES) return setStage({ name: 'choose', bad: 'large' })
    setStage({ name: 'reading', file: file.name })
    const reader = openReader()
    const mine = { reader }
    open.current = mine
    const current = () => open.current?.reader === reader
    try {
      const { id: contractId, policy } = contract
      const answer = await reader.ask('open', { file, contractId, policy })
      if ('problem' in answer) {
        reset()
        return setStage({ name: 'choose', bad: answer.problem })
      }
      const { fingerprint, summary } = answer
      const progress = progressOf(localStorage, fingerprint, summary.batches)
      if (progress.refused.length > 0) await reader.ask('refuse', { refusals: progress.refused })
      if (!current()) return
      const { created, known, refused } = tallyOf(progress)
      const opened = { name: file.name, reader, summary, before: created + known + refused }
      const sender = createSender(progress, {
        batch: (index) => reader.ask('batch', { index }),
        post: (shipments, key) =>
          action(
            api.shipments.bulk,
            {},
            { shipments: shipments as Record<string, unknown>[] },
            { key, timeoutMs: CALL_MS },
          ),
        wait: networkOr,
        newKey,
        now: Date.now,
        onChange: (sending, refused) => {
          if (sending.phase === 'done') forgetProgress(localStorage, fingerprint)
          else rememberProgress(localStorage, fingerprint, sending.progress)
          if (!current()) return
          if (sending.failure?.status === 401) ended()
          setStage({ name: 'read', opened, sending })
          if (refused.length > 0)
            void reader.ask('refuse', { refusals: refused }).then(
              () => setTurn((n) => n + 1),
              () => {},
            )
        },
      })
      open.current = { reader, sender }
      setStage({ name: 'read', opened, sending: { phase: 'paused', progress } })
    } catch {
      if (!current()) return
      reset()
      setStage({ name: 'choose', bad: 'gone' })
    }
  }
  return {
    stage,
    turn,
    choose,
    run: () => void open.current?.sender?.run(),
    pause: () => open.current?.sender?.pause(),
    reset,
  }
}
