import type { System } from './world.ts'

/** Node's WebSocket accepts headers; a browser's WebSocket, and the types, do not. */
const Socket = WebSocket as unknown as new (
  url: string,
  options: { headers: Record<string, string>; protocols?: string[] },
) => WebSocket

/** One live socket, as a page or a tablet holds it, with everything it received. */
export interface Listener {
  /** The parsed messages. */
  heard: { because: string }[]
  /** Every frame as it was received. */
  frames: string[]
  /** Whether the server announced the end. The connection itself closes some seconds later. */
  readonly ended: boolean
  close(): void
}

/** Opens a socket with a client's cookies, and with a ticket if it has one. It returns null when the upgrade was refused. */
export async function listen(
  world: Pick<System, 'url'>,
  path: string,
  cookie: string,
  headers: Record<string, string> = {},
  ticket?: string,
): Promise<Listener | null> {
  const socket = new Socket(`${world.url.replace('http', 'ws')}${path}`, {
    headers: { cookie, ...headers },
    ...(ticket !== undefined && { protocols: ['sesame', ticket] }),
  })
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
