import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { api, call, type Result } from '../api/call.ts'
import type { Link } from './link.ts'

type Opened = Promise<Result<RecipientView>>

/** The opening that began with the page: its answer, and what it said if it is there already. */
export interface FirstOpening {
  link: Link
  answer: Opened
  known: Result<RecipientView> | null
}

declare global {
  /** The exchange that the document itself began, before this script was there. */
  var sesameOpened: { token: string; answer: Promise<Response> } | undefined
}

/** Takes what the document began, once: a later exchange of the same link has to ask again. */
function begun(token: string): Promise<Response> | undefined {
  const known = globalThis.sesameOpened
  globalThis.sesameOpened = undefined
  return known?.token === token ? known.answer : undefined
}

/** Exchanges the link for a session, which is answered with the delivery. */
export async function open({ id, token }: Link): Opened {
  if (token) {
    const session = await call(api.session.open, {}, { token }, { begun: begun(token) })
    if (!session.ok) return session
    const { delivery } = session.data
    if (delivery) return { ok: true, status: session.status, data: delivery }
  }
  return await call(api.deliveries.read, { deliveryId: id })
}
