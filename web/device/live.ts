import { api, callAny } from '../api/call.ts'
import { keyOf } from './keys.ts'

/**
 * Opens a socket of a person's session: a socket cannot be signed, so a signed call gets it a ticket (R40). Calls back with
 * null where there is none now.
 */
export const withTicket =
  (personId: string | undefined) =>
  (url: URL, use: (socket: WebSocket | null) => void): void => {
    const open = async () => {
      if (personId === undefined || !(await keyOf(personId))) return use(new WebSocket(url))
      const path = url.pathname + url.search
      const answer = await callAny(api.session.ticket, {}, { personId, path })
      const { ticket } = (answer.ok ? answer.data : {}) as { ticket?: string }
      use(ticket ? new WebSocket(url, ['sesame', ticket]) : null)
    }
    void open()
  }
