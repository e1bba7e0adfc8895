import type { Policy } from '../../../worker/domain/policy.ts'
import {
  type Batch,
  type FaultPage,
  type Filter,
  isWorkbook,
  type Reading,
  type Refusal,
  read,
  type Summary,
} from './reading.ts'

export interface Questions {
  open: { file: Blob; contractId: string; policy: Policy }
  batch: { index: number }
  refuse: { refusals: readonly Refusal[] }
  faults: { filter: Filter | null; shown: number }
  wrongLines: { words: Record<string, string>; title: string }
}
export interface Answers {
  open: { print: string; summary: Summary } | { problem: 'workbook' | 'empty' }
  batch: Batch
  refuse: null
  faults: FaultPage
  wrongLines: string
}
export type Ask = { [K in keyof Questions]: { id: number; what: K; with: Questions[K] } }[keyof Questions]
export type Answer = { id: number; answer: unknown } | { id: number; failed: true }

/** The file stays in this worker. The page gets only what it shows, and one part at a time to send. */
let reading: Reading | undefined
const opened = (): Reading => {
  if (!reading) throw new Error('nothing is open')
  return reading
}

/** Returns a fingerprint of content and contract, by which a file is recognised when it is chosen again. */
async function printOf(bytes: Uint8Array<ArrayBuffer>, contractId: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `${contractId} ${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

async function open({ file, contractId, policy }: Questions['open']): Promise<Answers['open']> {
  reading = undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length === 0) return { problem: 'empty' }
  if (isWorkbook(bytes)) return { problem: 'workbook' }
  reading = read(bytes, contractId, policy)
  return { print: await printOf(bytes, contractId), summary: reading.summary }
}

async function answer(ask: Ask): Promise<unknown> {
  if (ask.what === 'open') return open(ask.with)
  if (ask.what === 'batch') return opened().batch(ask.with.index)
  if (ask.what === 'faults') return opened().faults(ask.with.filter, ask.with.shown)
  if (ask.what === 'wrongLines') return opened().wrongLines(ask.with.words, ask.with.title)
  opened().refuse(ask.with.refusals)
  return null
}

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  try {
    postMessage({ id: data.id, answer: await answer(data) } satisfies Answer)
  } catch {
    postMessage({ id: data.id, failed: true } satisfies Answer)
  }
})
