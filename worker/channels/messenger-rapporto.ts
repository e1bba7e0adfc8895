import { Buffer } from 'node:buffer'
import { createHmac } from 'node:crypto'
import type { Channel, Notice, NoticeCall, OutgoingMessage, Report, SendResult } from './channel.ts'
import { postJson } from './http-form.ts'
import { objectOf } from './json.ts'
import { wait } from './once.ts'
import { sameProof } from './proof.ts'
import { shortened } from './reference.ts'

export interface RapportoSettings {
  /** The whole address that the provider gave for REST. */
  url: string
  login: string
  password: string
  /** The name of the service that the message comes from (`serviceNumber`). */
  sender: string
  /** What we prove our own address for reports with; without it none is asked for. */
  reportKey?: string
  /** Our address for delivery reports. */
  reportsUrl: string
}

/** 4 malformed, 8 number, 11 time to live. The others are the account's or the moment's. */
const FINAL_ERRORS = new Set([4, 8, 11])
const DUPLICATE = 10
/** 2 delivered, 9 read. */
const ARRIVED = new Set([2, 9])
const NOT_ARRIVING = 5
const ID_LENGTH = 32

/**
 * Returns the channel for the messenger MAX through Rapporto's REST
 * (https://docs.rapporto.ru/api/eng/rest_eng/eng_rest_max.html). Its cascade to SMS is not used: a shipment goes on to its
 * next channel by itself, and counts what that costs. Nothing can be asked; a try without an answer is repeated under the
 * same id, and Rapporto says if it has it.
 */
export function rapportoChannel(settings: RapportoSettings, fetch: typeof globalThis.fetch): Channel {
  const { reportKey, reportsUrl } = settings
  const proof = (id: string) =>
    createHmac('sha256', reportKey ?? '')
      .update(`rapporto:${id}`)
      .digest()

  /**
   * Rapporto signs no report, so the address that it is sent to is the proof: the key in it is good for reports on this
   * one message and nothing else.
   */
  function notifyUrl(id: string): string {
    const query = new URLSearchParams({ id, key: proof(id).toString('base64url') })
    return `${reportsUrl}/rapporto?${query}`
  }

  async function send({ id, to, text, retried }: OutgoingMessage): Promise<SendResult> {
    const ownId = shortened(id, ID_LENGTH)
    const body = JSON.stringify({
      login: settings.login,
      password: settings.password,
      id: ownId,
      destAddr: to.replace(/^\+/, ''),
      message: { type: 'MAX', data: { text, serviceNumber: settings.sender } },
      registeredDelivery: 1,
      ...(reportKey && { notifyUrl: notifyUrl(id) }),
    })
    const answer = await postJson(fetch, settings.url, body)
    if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
    const { status, json } = answer
    const { code } = objectOf(json.error)
    if (typeof code === 'number') {
      // The earlier try arrived, and only its answer did not.
      if (code === DUPLICATE && retried) return { outcome: 'sent', providerId: ownId }
      const final = FINAL_ERRORS.has(code) || code === DUPLICATE
      if (final) return { outcome: 'failed', code: `rapporto-${code}` }
      return { outcome: 'retry', code: `rapporto-${code}`, ...wait(answer) }
    }
    if (status < 200 || status > 299) return { outcome: 'retry', code: `http-${status}`, ...wait(answer) }
    const { mtNum } = json
    if (typeof mtNum !== 'string' && typeof mtNum !== 'number')
      return { outcome: 'retry', code: 'unreadable' }
    return { outcome: 'sent', providerId: String(mtNum) }
  }

  /** Reads a report (https://docs.rapporto.ru/api/eng/rest_eng/eng_rest_status.html). It holds the text, which is passed over. */
  async function readNotices({ url, body }: NoticeCall): Promise<Notice[] | null> {
    const of = new URL(url).searchParams
    const id = of.get('id')
    if (!reportKey || !id) return null
    if (!sameProof(Buffer.from(of.get('key') ?? '', 'base64url'), proof(id))) return null
    const { status, errorCode, mtNum } = objectOf(body)
    const report = reportOf(Number(status), errorCode)
    const number = typeof mtNum === 'string' || typeof mtNum === 'number' ? String(mtNum) : undefined
    return report ? [{ id, ...(number && { providerId: number }), ...report }] : []
  }

  return { gateway: 'rapporto', send, readNotices }
}

/** Returns what a state says of the message; null while it may still arrive. */
function reportOf(status: number, error: unknown): Report | null {
  if (ARRIVED.has(status)) return { outcome: 'delivered' }
  if (status !== NOT_ARRIVING) return null
  return { outcome: 'undelivered', code: `rapporto-${/^\d{1,6}$/.test(String(error)) ? error : status}` }
}
