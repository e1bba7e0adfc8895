import { api, call } from '../api/call.ts'
import { keyOf } from './keys.ts'
import { signer } from './signed.ts'

/** What opens one address of ours once, where a browser cannot sign: a socket, or a page in a tab. */
export interface Ticket {
  text: string
}

/** Gets a ticket for an address. Null: there is none now. Where no device signs, none is needed. */
export async function ticketFor(path: string): Promise<Ticket | 'none needed' | null> {
  const personId = signer()
  if (personId === undefined || !(await keyOf(personId))) return 'none needed'
  const answer = await call(api.session.ticket, {}, { personId, path })
  return answer.ok ? { text: answer.data.ticket } : null
}

/**
 * Opens an address of ours in a tab of its own, or downloads it. The tab is opened at once, as a browser lets a tap do, and
 * sent on when there is a ticket. Returns whether it could be opened.
 */
export async function openInTab(path: string, download: boolean): Promise<boolean> {
  const tab = download ? null : open('', '_blank')
  if (tab) tab.opener = null
  const ticket = await ticketFor(path)
  if (ticket === null) {
    tab?.close()
    return false
  }
  if (tab) tab.location.replace(path)
  else saveFrom(path)
  return true
}

/** Downloads an address under the name that its answer gives. */
function saveFrom(path: string): void {
  const link = Object.assign(document.createElement('a'), { href: path, download: '' })
  document.body.append(link)
  link.click()
  link.remove()
}
