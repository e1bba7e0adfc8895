import { lineFrom } from './line.ts'
import { takeLine } from './queue.ts'

/** Where the counter kept its scans before the outbox did. */
const STORE = 'sesame.counter.receive'

interface KeptLine {
  key: string
  label: string
  text?: string
  shelf: string
  outcome: string
}

function kept(): KeptLine[] {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? '[]') as KeptLine[]
  } catch {
    return []
  }
}

/**
 * Takes over what an earlier version of the counter still kept in this tab, oldest first and with its keys, so that what
 * was sent without an answer is not done twice.
 */
export async function takeKept(): Promise<void> {
  const waiting = kept().filter(({ outcome }) => outcome === 'pending')
  const at = new Date().toISOString()
  await Promise.all(
    waiting
      .reverse()
      .map(({ key, label, text, shelf }) => takeLine(lineFrom(text ?? label, { key, shelf, at }))),
  )
  try {
    sessionStorage.removeItem(STORE)
  } catch {
    // Without storage there was nothing to take.
  }
}
