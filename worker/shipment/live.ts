import type { LiveMessage } from '../api/common.ts'

/** Header in which the router names the session of a socket. It is never taken from a client. */
export const SESSION_HEADER = 'x-sesame-session'

/** Open sockets of couriers' stop screens and recipients' pages. They hibernate and carry no secret. */
export class LiveSockets {
  readonly #ctx: DurableObjectState

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** Accepts a socket for a session and returns the 101 answer, with the protocol that the router took, if any. */
  accept(session: string, protocol: string | null): Response {
    const { 0: client, 1: server } = new WebSocketPair()
    this.#ctx.acceptWebSocket(server, [session])
    return new Response(null, {
      ...{ status: 101, webSocket: client },
      ...(protocol !== null && { headers: { 'sec-websocket-protocol': protocol } }),
    })
  }

  /** Tells every socket that something changed, so that it asks again with its own rights. */
  tell(because: string): void {
    const message = JSON.stringify({ because } satisfies LiveMessage)
    for (const socket of this.#ctx.getWebSockets()) {
      try {
        socket.send(message)
      } catch {
        // A socket may look open after it was closed. Its page reconnects and asks again.
      }
    }
  }

  /** Closes every socket. Whoever may still listen connects again. */
  closeAll(): void {
    for (const socket of this.#ctx.getWebSockets()) socket.close(4409, 'listen again')
  }

  /** Closes the sockets of a session that was revoked. */
  close(session: string): void {
    for (const socket of this.#ctx.getWebSockets(session)) socket.close(4401, 'signed out')
  }
}
