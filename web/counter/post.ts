import type { CounterHold } from '../../worker/api/holds/answers.ts'
import { call, newKey, type Result } from '../api/call.ts'
import { busy, ended } from './state.ts'

/** Keys of actions whose answer never came: repeating them must not do them twice. */
const open = new Map<string, string>()

const pathOf = (shipmentId: string, action: string) => `/api/holds/${shipmentId}/${action}`
const sameAs = (path: string, body: unknown) => `${path} ${JSON.stringify(body)}`

/** The key of an action that is asked about again by it: the one of before where no answer came. */
export const keyFor = (shipmentId: string, action: string, body: unknown): string =>
  open.get(sameAs(pathOf(shipmentId, action), body)) ?? newKey()

/**
 * Posts an action on a hold. The same action after a lost answer is sent with the same key. `once` is for codes:
 * they may not be remembered, so every entry is an action of its own. `key` comes from `keyFor`;
 * `quiet` is what goes on by itself.
 */
export async function postHold<T>(
  shipmentId: string,
  action: string,
  body: unknown,
  { once = false, key: given, quiet = false }: { once?: boolean; key?: string; quiet?: boolean } = {},
): Promise<Result<T>> {
  const path = pathOf(shipmentId, action)
  const same = once ? '' : sameAs(path, body)
  const key = given ?? open.get(same) ?? newKey()
  if (!quiet) busy.value = true
  const answer = await call<T>('POST', path, body, { key })
  if (!quiet) busy.value = false
  if (!once && answer.status === 0) open.set(same, key)
  else open.delete(same)
  if (answer.status === 401) ended.value = true
  return answer
}

/** A GET that notices the end of the session; what is searched for stands beside the address. */
export async function read<T>(path: string, search = ''): Promise<Result<T>> {
  const answer = await call<T>('GET', path, undefined, { search })
  if (answer.status === 401) ended.value = true
  return answer
}

/** Reads by labels: they go in a body, since an address is kept. */
async function openWith(path: string, labels: readonly string[]): Promise<Result<CounterHold>> {
  const answer = await call<CounterHold>('POST', path, { labels })
  if (answer.status === 401) ended.value = true
  return answer
}

/** A hold, with the labels whole that were scanned of it. */
export const readHold = (
  shipmentId: string,
  scanned: readonly string[] = [],
): Promise<Result<CounterHold>> => {
  const path = `/api/holds/${encodeURIComponent(shipmentId)}`
  return scanned.length > 0 ? openWith(`${path}/open`, scanned) : read<CounterHold>(path)
}

/** The hold that a scanned or typed label is of; 404 for what this point does not have. */
export const findHold = (label: string): Promise<Result<CounterHold>> => openWith('/api/holds/open', [label])

/** What was not answered belongs to who was signed in. */
export const forgetKeys = (): void => open.clear()
