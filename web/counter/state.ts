import { signal } from '@preact/signals'
import type { PointDay } from '../../worker/api/holds/answers.ts'
import { api, call } from '../api/call.ts'
import type { Key } from './texts.ts'

export type Mode = 'receive' | 'issue' | 'holds' | 'day'

export interface Notice {
  key: Key
  params?: Record<string, string | number>
  tone: 'good' | 'warn' | 'bad'
}

export const mode = signal<Mode>('issue')
/** Counts key presses on modes: pressing the key of the current mode reads it again. */
export const turns = signal(0)
/** The server answered 401. Every screen gives way to the explanation. */
export const ended = signal(false)
/** The sentence under the scan field, about the last scan or action. */
export const notice = signal<Notice | null>(null)
export const point = signal<PointDay['point'] | null>(null)
/** The clerk who is signed in here. Undefined where this device cannot remember it. */
export const clerk = signal<string | undefined>(undefined)
/** An action is under way. */
export const busy = signal(false)

export function say(tone: Notice['tone'], key: Key, params?: Notice['params']): void {
  notice.value = { tone, key, ...(params && { params }) }
}

/** Loads which point this is from the day's sheet, which also shows at once whether the session is over. */
export async function loadPoint(): Promise<void> {
  const answer = await call(api.holds.day, {})
  if (answer.ok) point.value = answer.data.point
  else if (answer.status === 401) ended.value = true
}
