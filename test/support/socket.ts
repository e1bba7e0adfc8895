import type { Place } from './world.ts'

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
  /** Whether its end was said. The server lets the connection itself go some seconds later. */
  readonly ended: boolean
  close(): void
}

/** Opens a socket with the cookies of a client; null when the upgrade was refused. */
export async function listen(
  world: Pick<Place, 'url'>,
  path: string,
  cookie: string,
  headers: Record<string, string> = {},
): Promise<Listener | null> {
  const socket = new Socket(`${world.url.replace('http', 'ws')}${path}`, { headers: { cookie, ...headers } })
  const listener: Listener = {
    heard: [],
    frames: [],
    get ended() {
      return socket.readyState >= socket.CLOSING
    },
    close: () => socket.close(),
  }
  socket.addEventListener('message', ({ data }) => {
    listener.frames.push(String(data))
    listener.heard.push(JSON.parse(String(data)))
  })
  return new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(listener))
    socket.addEventListener('error', () => resolve(null))
  })
}
