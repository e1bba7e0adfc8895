/** `live` while messages can arrive, `waiting` while it tries to connect again. */
export type LiveState = 'live' | 'waiting'

const PING_MS = 20_000
/** A socket can look open long after the other end is gone: no pong in this time means gone. */
const PONG_MS = 8_000
const MAX_BACKOFF_MS = 30_000

/**
 * Listens on a socket of ours (`…/live`) and parses each message. Sends `ping`, expects `pong`; connects again
 * with growing pauses; lets go while the page is hidden (a phone in a pocket) and comes back with it. After
 * every (re)connection `onState('live')` is the moment to fetch what was missed. Returns how to stop.
 */
export function live<T>(
  path: string,
  onMessage: (message: T) => void,
  onState: (state: LiveState) => void = () => {},
): () => void {
  const url = Object.assign(new URL(path, location.href), {
    protocol: location.protocol.replace('http', 'ws'),
  })
  let socket: WebSocket | undefined
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  const later = (action: () => void, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(action, ms)
  }
  const ping = () => {
    socket?.send('ping')
    later(() => drop(true), PONG_MS)
  }
  const drop = (again: boolean) => {
    const old = socket
    socket = undefined
    clearTimeout(timer)
    old?.close()
    onState('waiting')
    if (!again || stopped || document.hidden) return
    // Jitter: a whole round of tablets must not come back in the same second.
    later(connect, Math.min(MAX_BACKOFF_MS, 500 * 2 ** failures++) * (0.5 + Math.random() / 2))
  }
  const connect = () => {
    if (stopped || document.hidden || socket) return
    const mine = new WebSocket(url)
    socket = mine
    mine.onopen = () => {
      failures = 0
      onState('live')
      later(ping, PING_MS)
    }
    mine.onmessage = ({ data }) => {
      if (socket !== mine) return
      later(ping, PING_MS)
      if (data !== 'pong') onMessage(JSON.parse(data as string) as T)
    }
    mine.onclose = () => socket === mine && drop(true)
  }
  const onVisibility = () => (document.hidden ? drop(false) : connect())
  const onOnline = () => {
    failures = 0
    clearTimeout(timer)
    connect()
  }

  document.addEventListener('visibilitychange', onVisibility)
  addEventListener('online', onOnline)
  connect()
  return () => {
    stopped = true
    document.removeEventListener('visibilitychange', onVisibility)
    removeEventListener('online', onOnline)
    drop(false)
  }
}
