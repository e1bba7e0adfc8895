import { ticketFor } from './ticket.ts'

/**
 * Opens a socket: it cannot be signed, so a signed call gets it a ticket (R40). Calls back with null where there is none now.
 * Without a device it is opened as it is.
 */
export function openSocket(url: URL, use: (socket: WebSocket | null) => void): void {
  void ticketFor(url.pathname + url.search).then((ticket) => {
    if (ticket === 'none needed') use(new WebSocket(url))
    else use(ticket && new WebSocket(url, ['sesame', ticket.text]))
  })
}
