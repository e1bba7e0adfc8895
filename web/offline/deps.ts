import { createCall, hrefOf, newKey } from '../api/call.ts'
import { keyOf } from '../device/keys.ts'
import { prove } from '../device/prove.ts'
import { signedFetch } from '../device/signed.ts'
import { type Act, actHeader, actMade, type News } from './act.ts'
import { alone } from './alone.ts'
import type { OutboxDeps, Posted } from './engine.ts'
import { actStore } from './store.ts'

/** Nobody waits for it, and a signature may take its time over a slow network. */
const TIMEOUT_MS = 30_000
const CHANNEL = 'sesame-outbox'

/** Sends an act once. The queue itself decides when it is tried again. */
async function post(act: Act): Promise<Posted> {
  let seconds = 0
  const send = signedFetch(() => act.personId)
  const call = createCall({
    fetch: async (url, init) => {
      const response = await send(url, init)
      seconds = Number(response.headers.get('Retry-After')) || 0
      return response
    },
    wait: async () => {},
    online: () => navigator.onLine,
    newKey,
    pauses: [],
  })
  const { key, address, params, body } = act
  const result = await call(address, params, body, {
    key,
    headers: { 'Sesame-Act': actHeader(act), ...(act.proof && { DPoP: act.proof }) },
    timeoutMs: TIMEOUT_MS,
  })
  return { result, retryAfterMs: seconds * 1000 }
}

/** Signs an act as its device made it. */
async function sign(act: Act): Promise<string | null> {
  const key = await keyOf(act.personId)
  if (!key) return null
  const [method = ''] = act.address.split(' ')
  const path = hrefOf(act.address, act.params as never)
  const call = { method, path, body: JSON.stringify(act.body), key: act.key }
  return prove(key, { ...call, act: actMade(act), at: Date.parse(act.at) }).catch(() => null)
}

/** Opens the way to the other tabs, and to the service worker. Without one each hears of changes when it sends. */
export function openNews(heard: (news: News) => void): (news: News) => void {
  if (typeof BroadcastChannel === 'undefined') return () => {}
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<News>) => heard(data)
  return (news) => channel.postMessage(news)
}

/** What page and service worker send with alike. */
export const sending = {
  store: actStore,
  post,
  sign,
  alone,
  now: () => Date.now(),
  random: () => Math.random(),
  newKey,
} satisfies Partial<OutboxDeps>
