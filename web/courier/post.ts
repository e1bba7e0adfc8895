import { call, newKey, type Result } from '../api/call.ts'
import { endedHere } from './round-state.ts'

/** Keys of actions whose answer never came: repeating them must not do them twice. */
const open = new Map<string, string>()

/**
 * Posts an action at a stop. Tapping "try again" after a lost answer sends the same key for the same body.
 * `once` is for a PIN: its body may not be remembered (R35), so every entry is an action of its own.
 */
export async function postStop<T>(
  shipmentId: string,
  action: string,
  body: unknown,
  { once = false } = {},
): Promise<Result<T>> {
  const path = `/api/stops/${shipmentId}/${action}`
  const same = once ? '' : `${path} ${JSON.stringify(body)}`
  const key = open.get(same) ?? newKey()
  const answer = await call<T>('POST', path, body, { key })
  if (!once && answer.status === 0) open.set(same, key)
  else open.delete(same)
  if (answer.status === 401) endedHere()
  return answer
}
