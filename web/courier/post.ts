import { call, newKey, type Result } from '../api/call.ts'
import { endedHere } from './round-state.ts'

/** Keys of actions whose answer never came: repeating them must not do them twice. */
const open = new Map<string, string>()

const pathOf = (shipmentId: string, action: string) => `/api/stops/${shipmentId}/${action}`
const sameAs = (path: string, body: unknown) => `${path} ${JSON.stringify(body)}`

/** The key of an action that is asked about again by it: the one of before where no answer came. */
export const keyFor = (shipmentId: string, action: string, body: unknown): string =>
  open.get(sameAs(pathOf(shipmentId, action), body)) ?? newKey()

/**
 * Posts an action at a stop. Tapping "try again" after a lost answer sends the same key for the same body.
 * `once` is for a PIN: its body may not be remembered (R35), so every entry is an action of its own. `key`
 * comes from `keyFor`.
 */
export async function postStop<T>(
  shipmentId: string,
  action: string,
  body: unknown,
  { once = false, key: given }: { once?: boolean; key?: string } = {},
): Promise<Result<T>> {
  const path = pathOf(shipmentId, action)
  const same = once ? '' : sameAs(path, body)
  const key = given ?? open.get(same) ?? newKey()
  const answer = await call<T>('POST', path, body, { key })
  if (!once && answer.status === 0) open.set(same, key)
  else open.delete(same)
  if (answer.status === 401) endedHere()
  return answer
}
