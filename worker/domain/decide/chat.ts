import type { Command, RecipientCommand } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { CHATS_MAX } from '../limits.ts'
import { isOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { deadLink } from './dead-link.ts'

type Of<T extends Command['type']> = Extract<Command | RecipientCommand, { type: T }>

/** Whether the recipient can have news of this shipment in a bot's chat. */
export const takesChat = (shipment: Shipment): boolean =>
  shipment.secured && shipment.policy.channels.includes('messenger') && !isOver(shipment)

/**
 * Joins a chat to this shipment alone. The deep link stands on the recipient's page and dies with the page's link,
 * so a message sent anew, another contact or the end leaves the old one without effect (R9).
 */
export function joinChat(shipment: Shipment, { bot, link, same }: Of<'join-chat'>): Decision {
  if (!shipment.secured) return refuse('not-secured')
  if (isOver(shipment)) return refuse('link-finished')
  if (link !== shipment.link) return refuse('link-superseded')
  if (shipment.claim?.open) return refuse('claim-open')
  if (!takesChat(shipment)) return refuse('not-accepted')
  if (same) return accept([])
  if (shipment.chatsJoined >= CHATS_MAX) return refuse('resend-limit')
  return accept([{ type: 'chat-joined', bot, link }])
}

/**
 * Ends the chat from the recipient's page. Any link of the contact in force does, because whoever has a newer one must
 * not be able to keep the chat (R9).
 */
export function endChat(shipment: Shipment, command: Of<'end-chat'>, now: number): Decision {
  const ofContact = command.link >= shipment.contactLink && command.link <= shipment.link
  const dead = ofContact && !isOver(shipment) ? null : deadLink(shipment, command.link, command.session, now)
  if (dead) return refuse(dead)
  if (!shipment.chat) return accept([])
  return accept([{ type: 'chat-ended', bot: shipment.chat.bot, because: 'recipient' }])
}

/** Ends a chat that its owner closed. That is a reason and no error: the other channels go on. */
export function noteBlocked({ chat }: Shipment, { bot }: Of<'note-chat-blocked'>): Decision {
  return accept(chat?.bot === bot ? [{ type: 'chat-ended', bot, because: 'blocked' }] : [])
}
