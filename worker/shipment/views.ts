import type { Contact, ReceiptSummary, Recipient } from '../api/common.ts'
import type { DeliveryData, RecipientView } from '../api/deliveries/answers.ts'
import type { CounterHold } from '../api/holds/answers.ts'
import type { EventLine, ShipmentView } from '../api/shipments/answers.ts'
import type { PersonalParts, PersonalView } from '../api/shipments/evidence.ts'
import type { CourierStop } from '../api/stops/answers.ts'
import type { BotChannel } from '../channels/bot.ts'
import { actionsNow } from '../domain/allowed.ts'
import { takesChat } from '../domain/decide/chat.ts'
import { erase } from '../domain/decide/erase.ts'
import { SENDS_ON_DEMAND } from '../domain/limits.ts'
import { counterAccepts, handOverSite, pendingContact, revealed } from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import type { Bot } from '../domain/terms.ts'
import type { RecipientPhone } from '../objects/call.ts'
import type { EventMessage } from '../objects/event-message.ts'
import type { PhotoInfo } from '../objects/shipment.ts'
import { extensionOf, retention, storageOf } from '../platform/calendar.ts'
import { receiptNumber } from '../security/chain.ts'
import { counterHold } from '../views/counter-hold.ts'
import { type AnnouncedWishes, courierStop } from '../views/courier-stop.ts'
import { deliveryData, recipientView } from '../views/recipient-view.ts'
import { roundStop } from '../views/round-stop.ts'
import { shipmentView } from '../views/shipment-view.ts'
import { eventLine } from '../wire/event-line.ts'
import type { Secrets } from './secrets.ts'
import type { Store } from './store.ts'

type Bots = Partial<Record<Bot, Pick<BotChannel, 'link'>>>

const iso = (ms: number) => new Date(ms).toISOString()
const takenBackBy = ({ takenBack }: Shipment, seq: number) => takenBack.find((one) => one.seq === seq)?.by
const untilOf = (state: Shipment) => storageOf(state)?.until ?? null

/** Makes what each role is shown: the views of a state together with what only the object can add. */
export class Views {
  readonly #id: string
  readonly #store: Store
  readonly #secrets: Secrets
  readonly #bots: Bots

  constructor(id: string, store: Store, secrets: Secrets, bots: Bots) {
    this.#bots = bots
    this.#id = id
    this.#store = store
    this.#secrets = secrets
  }

  #recipient(state: Shipment): Recipient | null {
    return this.#store.personalData.recipient(state.contactFrom)
  }

  #receipts(state: Shipment): (ReceiptSummary & { link: number })[] {
    return state.handOvers.map(({ seq, at, labels, of, proof, link }) => ({
      number: receiptNumber(this.#store.hashAt(seq)),
      at: iso(at),
      proof,
      labels,
      of,
      link,
    }))
  }

  shipment(state: Shipment): ShipmentView {
    const receipts = this.#receipts(state).map(({ link: _link, ...receipt }) => receipt)
    const asked = pendingContact(state)
    const details = {
      recipient: this.#recipient(state),
      contact: asked && this.#store.personalData.of<Contact>(asked.seq, 'contact'),
      receipts,
      until: untilOf(state),
      wishes: this.#wishes(),
    }
    const view = shipmentView(this.#id, state, details, SENDS_ON_DEMAND, iso)
    return { ...view, ...actionsNow(state, Date.now()) }
  }

  #courierStop(state: Shipment): CourierStop {
    const stop = courierStop(this.#id, state, this.#recipient(state), SENDS_ON_DEMAND, iso, this.#wishes())
    const { visitWords, commitments } = {
      visitWords: this.#secrets.visitWords(state),
      commitments: this.#secrets.commitments(state),
    }
    return { ...stop, visitWords, commitments }
  }

  #wishes(): AnnouncedWishes {
    const { personalData } = this.#store
    return { instructions: personalData.of(1, 'instructions'), window: personalData.of(1, 'window') }
  }

  /** Returns the stop of the round that the shipment is on or was on last. */
  stop(state: Shipment): CourierStop {
    const stop = this.#courierStop(state)
    const { phase, visit } = state
    return (visit && phase !== 'scheduled' && roundStop(stop, state, visit.roundId)) || stop
  }

  roundStop(state: Shipment, roundId: string): CourierStop | null {
    const stop = this.#courierStop(state)
    return roundStop(stop, state, roundId)
  }

  /**
   * Returns a hold as the staff of its point see it after they scanned `texts`, or null for another point.
   */
  hold(state: Shipment, pointId: string, texts: readonly string[]): CounterHold | null {
    if (state.hold?.point.id !== pointId) return null
    const days = { now: Date.now(), until: untilOf(state), texts }
    return counterHold(this.#id, state, this.#recipient(state), days, iso)
  }

  /**
   * Returns the recipient's page, with code, QR and the visit's words if R7 or R39 reveals them, and with the receipt
   * of this very link.
   */
  delivery(state: Shipment, { session, link }: RecipientPhone): RecipientView {
    const days = { now: Date.now(), until: untilOf(state), extendsTo: extensionOf(state) }
    const view = recipientView(this.#id, state, this.#recipient(state), { session, link }, days, iso)
    if (!view.superseded && takesChat(state)) Object.assign(view, this.#chats(state))
    const done = this.#receipts(state).findLast((receipt) => receipt.link === link)
    if (done) {
      const { link: _link, ...receipt } = done
      view.receipt = { ...receipt, qr: this.#secrets.receipts(state, receipt.labels) }
    } else if (!view.superseded && revealed(state, session)) {
      const accepted = handOverSite(state) === 'counter' ? counterAccepts(state) : state.policy.door
      const pin = accepted.includes('pin') ? this.#secrets.pin(state) : null
      const qr = accepted.includes('qr') ? this.#secrets.qr(state) : null
      if (pin || qr) view.secret = { ...(pin && { pin }), ...(qr && { qr }) }
      const words = this.#secrets.visitWords(state)
      if (words) view.visitWords = words
    }
    return view
  }

  /** Returns the chats that the recipient can open, and the one that they have. */
  #chats(state: Shipment): Pick<RecipientView, 'chats' | 'chat'> {
    const token = this.#secrets.chatToken(state)
    const bots = Object.entries(this.#bots) as [Bot, Pick<BotChannel, 'link'>][]
    if (!token || bots.length === 0) return {}
    return {
      chats: bots.map(([bot, { link }]) => ({ bot, url: link(token) })),
      ...(state.chat && { chat: state.chat.bot }),
    }
  }

  deliveryData(state: Shipment, { session }: RecipientPhone): DeliveryData {
    const scanned = state.page.scanned.filter((scan) => scan.session === session).map((scan) => scan.label)
    return deliveryData(state, this.#recipient(state), scanned)
  }

  /**
   * Returns one event for the shipper's webhooks, without what somebody wrote beside it. Null: there is no
   * such event.
   */
  message(state: Shipment, seq: number): EventMessage | null {
    const [event] = this.#store.events(seq - 1)
    if (event?.seq !== seq) return null
    const { waybill, contractId, carrier } = state
    return {
      shipmentId: this.#id,
      waybill,
      contractId,
      carrier,
      event: eventLine(event, takenBackBy(state, seq)),
    }
  }

  /**
   * Returns what is kept of people beside the log. Signatures and places are in it only with `signatures`.
   */
  personalView(state: Shipment, signatures: boolean): PersonalView {
    const now = Date.now()
    const clocks = retention(state, now)
    const decision = erase(state, { type: 'erase', kinds: [] }, now)
    return {
      kept: this.#store.personalData
        .keptKinds()
        .map((kind) => ({ kind, until: clocks.find((clock) => clock.kind === kind)?.until ?? null })),
      refusal: decision.ok ? null : decision.refusal,
      events: this.#store.personalData.all().map(({ seq, data }) => partsOf(seq, data, signatures)),
    }
  }

  events(state: Shipment, after: number): EventLine[] {
    return this.#store.events(after).map((event) => {
      const notes = this.#store.personalData.notes(event.seq)
      return {
        ...eventLine(event, takenBackBy(state, event.seq)),
        ...(Object.keys(notes).length > 0 && { notes }),
      }
    })
  }
}

function partsOf(seq: number, data: Record<string, unknown>, signatures: boolean): PersonalParts {
  const shown = signatures ? ['signature', 'place', 'reference'] : ['reference']
  const parts = Object.entries(data).filter(([kind]) => shown.includes(kind))
  const photos = (data.photos as PhotoInfo[] | undefined)?.map(({ digest: _digest, ...photo }) => photo)
  return { seq, kinds: Object.keys(data), ...Object.fromEntries(parts), ...(photos && { photos }) }
}
