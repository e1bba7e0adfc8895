import { api, createCall, newKey, type Result, transport } from '../api/call.ts'
import { keyOf } from './keys.ts'
import { isBy, prove } from './prove.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What a device says of itself when it renews its session. */
export interface DeviceReport {
  app: string
  unsent: number
}

/** A cookie lives for fifteen minutes. It is renewed before, while somebody looks. */
const RENEW_MS = 10 * 60_000

let report: () => DeviceReport = () => ({ app: '', unsent: 0 })
/** When each person's cookie was renewed last in this page, by a clock that nobody sets. */
const renewedAt = new Map<string, number>()
const renewing = new Map<string, Promise<boolean>>()

/** Signs a request for a person, if this device has a key for them. */
async function signed(personId: string, url: string, init: RequestInit): Promise<RequestInit> {
  const key = await keyOf(personId)
  if (!key) return init
  const headers = new Headers(init.headers)
  // What was signed when it was made is sent as it is, unless the device has another key by now.
  const made = headers.get('DPoP')
  if (made && isBy(made, key)) return init
  const { pathname, search } = new URL(url, location.href)
  const proof = await prove(key, {
    method: init.method ?? 'GET',
    path: pathname + search,
    body: typeof init.body === 'string' ? init.body : undefined,
    key: headers.get('Idempotency-Key') ?? undefined,
    act: headers.get('Sesame-Act')?.replace(/, late$/, ''),
    at: Date.now(),
  })
  headers.set('DPoP', proof)
  return { ...init, headers }
}

/** Renews the cookie of a person's session on this device, once at a time. Returns whether there is one to go on with. */
export function renew(personId: string): Promise<boolean> {
  const again = renewing.get(personId) ?? renewOnce(personId).finally(() => renewing.delete(personId))
  renewing.set(personId, again)
  return again
}

async function renewOnce(personId: string): Promise<boolean> {
  if (!(await keyOf(personId))) return false
  const call = createCall({
    fetch: async (url, init) => fetch(url, await signed(personId, url, init)),
    wait: async () => {},
    online: () => navigator.onLine,
    newKey,
    pauses: [],
  })
  const { app, unsent } = report()
  const ask = (): Promise<Result<unknown>> =>
    call(api.session.renew, {}, { personId, ...(app && { app }), unsent })
  let answer = await ask()
  // A browser that lost the answer may have sent the call twice by itself, and a proof renews once.
  if (!answer.ok && answer.status === 401 && answer.code === 'unauthorised') answer = await ask()
  if (answer.ok) renewedAt.set(personId, performance.now())
  return answer.ok
}

/** Notes that a person's cookie is new. */
export const noteRenewed = (personId: string): void => void renewedAt.set(personId, performance.now())

/** Returns `fetch` as a person's calls use it: signed by this device, and with a cookie that is renewed when it has run out. */
export const signedFetch =
  (personOf: () => string | undefined): Fetch =>
  async (url, init) => {
    const personId = personOf()
    if (personId === undefined) return fetch(url, init)
    const request = await signed(personId, url, init)
    const response = await fetch(url, request)
    if (response.status !== 401 || !(await renew(personId))) return response
    return fetch(url, request)
  }

/** Returns `call` as a person on this device makes it, whichever room is open. Undefined: nobody is known yet. */
export const callAs = (personId: string | undefined) =>
  createCall({
    fetch: signedFetch(() => personId),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    online: () => navigator.onLine,
    newKey,
  })

let here: () => string | undefined = () => undefined

/** Returns who works in the open room, as whom calls are signed; undefined: nobody does. */
export const signer = (): string | undefined => here()

/** Signs every call of this page from now on, each for whoever works here then. */
export function startSigning(personHere: () => string | undefined): void {
  here = personHere
  transport.fetch = signedFetch(personHere)
}

/** Renews while the page is looked at, so that nobody waits for it at a door. */
export function keepRenewing(persons: () => readonly string[], given: () => DeviceReport): void {
  report = given
  const look = () => {
    if (document.hidden) return
    for (const personId of persons())
      if (performance.now() - (renewedAt.get(personId) ?? -RENEW_MS) >= RENEW_MS) void renew(personId)
  }
  setInterval(look, 60_000)
  document.addEventListener('visibilitychange', look)
  addEventListener('online', look)
  look()
}
