/** `live` while messages can arrive, `waiting` while it tries to reconnect. */
export type LiveState = 'live' | 'waiting'

const PING_MS = 20_000
/**
 * A socket can look open long after the other end is gone. Without a pong within this time it counts as gone.
 */
const PONG_MS = 8_000
const MAX_BACKOFF_MS = 30_000

/**
 * Listens on one of our sockets (`…/live`) and parses each message. It sends `ping`, expects `pong` and
 * reconnects with growing pauses. It disconnects while the page is hidden, as on a phone in a pocket, and
 * reconnects afterwards. Fetch what was missed at each `onState('live')`, which follows every connection. `open` opens the
 * socket where that takes more than its address, and gives null where it cannot be had now.
 * Returns a function that stops it.
 */
export function live<T>(
  path: string,
  onMessage: (message: T) => void,
  onState: (state: LiveState) => void = () => {},
  open: (url: URL, use: (socket: WebSocket | null) => void) => void = (url, use) => use(new WebSocket(url)),
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
    // The pause is random so that the tablets of a whole round do not reconnect in the same second.
    later(connect, Math.min(MAX_BACKOFF_MS, 500 * 2 ** failures++) * (0.5 + Math.random() / 2))
  }
  const isWanted = () => !(stopped || document.hidden || socket)
  const connect = () => isWanted() && open(url, listen)
  const listen = (mine: WebSocket | null) => {
    if (!mine) return drop(true)
    if (!isWanted()) return mine.close()
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
  const onVisibility = () => void (document.hidden ? drop(false) : connect())
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
