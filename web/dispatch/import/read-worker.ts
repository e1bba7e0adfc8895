import type { Policy } from '../../../worker/domain/policy.ts'
import type { Unreadable } from '../../../worker/wire/import/encodings.ts'
import { readPhone } from '../../../worker/wire/phone.ts'
import {
  type Batch,
  type EntryRefusal,
  type FaultFilter,
  type FaultPage,
  type FileReading,
  readFile,
  type Summary,
} from './reading.ts'

export interface WorkerRequests {
  open: { file: Blob; contractId: string; policy: Policy }
  batch: { index: number }
  refuse: { refusals: readonly EntryRefusal[] }
  faults: { filter: FaultFilter | null; shown: number }
  wrongLines: { words: Record<string, string>; title: string }
}
export interface WorkerAnswers {
  open: { fingerprint: string; summary: Summary } | { problem: Unreadable | 'empty' }
  batch: Batch
  refuse: null
  faults: FaultPage
  wrongLines: string
}
export type WorkerRequest = {
  [K in keyof WorkerRequests]: { id: number; what: K; with: WorkerRequests[K] }
}[keyof WorkerRequests]
export type WorkerAnswer = { id: number; answer: unknown } | { id: number; failed: true }

/** The file stays in this worker. The page gets only what it shows, and one part at a time to send. */
let reading: FileReading | undefined
const opened = (): FileReading => {
  if (!reading) throw new Error('nothing is open')
  return reading
}

/** Returns a fingerprint of content and contract, by which a file is recognised when it is chosen again. */
async function fingerprintOf(bytes: Uint8Array<ArrayBuffer>, contractId: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `${contractId} ${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

async function open({ file, contractId, policy }: WorkerRequests['open']): Promise<WorkerAnswers['open']> {
  reading = undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length === 0) return { problem: 'empty' }
  const read = readFile(bytes, contractId, policy, readPhone)
  const { encoding, faults } = read.summary
  // Of what could not be decoded there is nothing to show, only what it is.
  if (encoding === null) return { problem: faults[0]?.code as Unreadable }
  if (faults[0]?.code === 'empty') return { problem: 'empty' }
  reading = read
  return { fingerprint: await fingerprintOf(bytes, contractId), summary: reading.summary }
}

async function answer(ask: WorkerRequest): Promise<unknown> {
  if (ask.what === 'open') return open(ask.with)
  if (ask.what === 'batch') return opened().batch(ask.with.index)
  if (ask.what === 'faults') return opened().faults(ask.with.filter, ask.with.shown)
  if (ask.what === 'wrongLines') return opened().wrongLines(ask.with.words, ask.with.title)
  opened().refuse(ask.with.refusals)
  return null
}

addEventListener('message', async ({ data }: MessageEvent<WorkerRequest>) => {
  try {
    postMessage({ id: data.id, answer: await answer(data) } satisfies WorkerAnswer)
  } catch {
    postMessage({ id: data.id, failed: true } satisfies WorkerAnswer)
  }
})
