import type { World } from './world.ts'

/** Node's WebSocket takes headers, which a browser's and its types do not. */
const Socket = WebSocket as unknown as new (
  url: string,
  options: { headers: Record<string, string> },
) => WebSocket

/** One live socket as a page or a tablet holds it, and everything it heard. */
export interface Listener {
  /** What was said, parsed. */
  heard: { because: string }[]
  /** Everything that came, as it came. */
  frames: string[]
  /** Close code once it is closed, by whomever. */
  closed: number | null
  close(): void
}

/** Opens a socket with the cookies of a client; null when the upgrade was refused. */
export async function listen(
  world: World,
  path: string,
  cookie: string,
  headers: Record<string, string> = {},
): Promise<Listener | null> {
  const socket = new Socket(`${world.url.replace('http', 'ws')}${path}`, { headers: { cookie, ...headers } })
  const listener: Listener = { heard: [], frames: [], closed: null, close: () => socket.close() }
  socket.addEventListener('message', ({ data }) => {
    listener.frames.push(String(data))
    listener.heard.push(JSON.parse(String(data)))
  })
  socket.addEventListener('close', ({ code }) => {
    listener.closed = code
  })
  return new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(listener))
    socket.addEventListener('error', () => resolve(null))
  })
}
