import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { BotOptions } from './bots.ts'
import type { Inbox, Received } from './inbox.ts'
import type { Outage } from './outage.ts'
import type { Desk } from './payments/desk.ts'
import type { MakeReport, Reports } from './reports.ts'

/** A call of the Worker to one of the gateways. */
export interface GatewayCall {
  url: URL
  headers: IncomingHttpHeaders
  body: string
  /** What stands in the address where the route leaves it open. */
  params: string[]
}

export interface GatewayAnswer {
  status: number
  body: unknown
  /** The answer does not arrive: the connection is closed without it, or stays open. */
  unheard?: 'lost' | 'silent'
  /** It arrives so much later. */
  delayMs?: number
}

/** What the gateways share: the phones' messages, the payments, and what is to go wrong. */
export interface Providers {
  inbox: Inbox
  outage: Outage
  reports: Reports
  payments: Desk
  /** Where it is told who opened a bot's chat; without it nobody can. */
  bots?: BotOptions
}

export type Gateway = (call: GatewayCall, at: Providers) => GatewayAnswer

const PHONE = /^\+?\d{5,15}$/

/** What a gateway makes of a message. */
interface Post {
  /** Identifies the message at the gateway; one with the same key is stored once. */
  key: string
  message: Omit<Received, 'at'>
  /** What the gateway says of a message that is wrong, or of a number that it does not take. */
  refused: GatewayAnswer
  accepted: GatewayAnswer
  report?: MakeReport
}

/** Takes a message as the outage of its channel has it, and reports on it as the provider would. */
export function take({ inbox, outage, reports }: Providers, post: Post): GatewayAnswer {
  const { key, message, refused, accepted, report } = post
  const mode = outage.of(message.channel)
  if (mode === 'retry') return { status: 503, body: 'unavailable' }
  if (mode === 'failed') return refused
  const address = message.channel === 'email' ? message.to.includes('@') : PHONE.test(message.to)
  if (!address || !message.text) return refused
  const isNew = inbox.add({ ...message, to: normal(message.to) }, key)
  if (isNew && report) reports.send(message.channel, report)
  return mode === 'off' ? accepted : { ...accepted, unheard: mode }
}

/** Returns an address as the phone knows it. */
export const normal = (to: string): string =>
  to.includes('@') ? to.toLowerCase() : to.startsWith('+') ? to : `+${to}`

/** Returns a number or name that is the same for the same message. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Returns a field as text; nothing for what is none. */
export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
