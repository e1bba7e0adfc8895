import { Client } from '../../scripts/client.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import { type DoorAnswer, type DoorCall, type DoorRules, doorAnswer } from '../support/door-spec.ts'
import type { Observed } from '../support/linearizable.ts'
import { newPhone } from '../support/world.ts'
import { type Cast, type Courier, newHand, type Profile, secretAt } from './cast.ts'
import { type Answer, GaveUp } from './journal.ts'

/** What the callers know of one parcel. */
export interface Parcel {
  id: string
  waybill: string
  phone: string
  /** Whether the announcement was acknowledged. */
  announced: boolean
}

/**
 * What happened at one door as the callers saw it, from the departure until nobody waits for an answer any
 * more.
 */
export interface Doorstep {
  waybill: string
  rules: DoorRules
  calls: Observed<DoorCall, DoorAnswer>[]
}

/** What the lives record for the checks. */
export interface LivesReport {
  parcels: Parcel[]
  doors: Doorstep[]
  /** What closing each round answered. */
  closed: { roundId: string; body: Answer['body'] }[]
  /** The couriers whose sessions were ended. */
  ended: Courier[]
  faults: string[]
}

const ADDRESS = { line1: '12 quai Perrache', city: 'Lyon', postcode: '69002', country: 'FR' }
const NAMED = { typedName: 'Camille Renaud' }
const now = () => new Date().toISOString()
const today = () => now().slice(0, 10)
/** This is more than the door compares, so some codes are answered without being compared. */
const WRONG_MAX = 6
/** The second door gets so few wrong codes that the courier's day is not blocked (R18). */
const WRONG_FEW = 2

/** Plays one life after another: the chain of calls that people make about some parcels. */
export class Lives {
  readonly report: LivesReport = { parcels: [], doors: [], closed: [], ended: [], faults: [] }
  readonly #cast: Cast
  #serial = 0

  constructor(cast: Cast) {
    this.#cast = cast
  }

  /** Runs lives of all kinds, one after another, until `over`. */
  async live(over: () => boolean): Promise<void> {
    const kinds = [
      ...[() => this.#door('kse'), () => this.#door('chronopost'), () => this.#door('chronopost')],
      ...[() => this.#counter(), () => this.#page(), () => this.#office(), () => this.#plans()],
    ]
    while (!over()) {
      try {
        await this.#cast.chance.of(kinds)()
      } catch (error) {
        if (!(error instanceof GaveUp)) this.report.faults.push(String(error))
      }
    }
  }

  #by(client: Client, method: string, path: string, body: unknown = {}): Promise<Answer> {
    return this.#cast.journal.write(client, method, path, body)
  }

  /** Makes a call that nothing stands in the way of. Any status from 300 on is a fault. */
  async #must(client: Client, method: string, path: string, body: unknown = {}): Promise<Answer['body']> {
    const { status, body: said } = await this.#by(client, method, path, body)
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(said)}`)
    return said
  }

  async #announce(profile: Profile, more: object = {}): Promise<Parcel> {
    const { journal, shipper, contracts } = this.#cast
    const waybill = `C${++this.#serial}-${crypto.randomUUID().slice(0, 8).toUpperCase()}`
    const parcel: Parcel = { id: '', waybill, phone: newPhone(), announced: false }
    this.report.parcels.push(parcel)
    const body = {
      ...{ waybill, contractId: contracts[profile], parcels: [{ label: waybill }], inPerson: true },
      recipient: { name: 'Camille Renaud', phone: parcel.phone, kind: 'consumer', address: ADDRESS },
      ...more,
    }
    const answer = await journal.write(shipper.client, 'POST', '/api/shipments', body, shipper.headers)
    if (answer.status >= 300)
      throw new Error(`announce ${waybill}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return Object.assign(parcel, { id: answer.body.id, announced: true })
  }

  async #round(courier: Courier, parcels: Parcel[]): Promise<string> {
    const shipmentIds = parcels.map(({ id }) => id)
    const body = { courierId: courier.id, date: today(), shipmentIds }
    return (await this.#must(this.#cast.dispatcher, 'POST', '/api/rounds', body)).id
  }

  /** A round of two stops that goes to the doors, is counted, and returns to the depot. */
  async #door(profile: Profile): Promise<void> {
    const { dispatcher, depot, chance } = this.#cast
    const parcels = await Promise.all([this.#announce(profile), this.#announce(profile)])
    if (chance.oneIn(2))
      await this.#must(depot, 'POST', '/api/depot/receive', { labels: parcels.map(({ waybill }) => waybill) })
    const courier = await newHand(this.#cast)
    const roundId = await this.#round(courier, parcels)
    await this.#must(dispatcher, 'POST', `/api/rounds/${roundId}/dispatch`)
    const most = [WRONG_MAX, WRONG_FEW]
    for (const [n, parcel] of parcels.entries())
      await this.#atDoor(profile, courier, parcel, chance.below((most[n] ?? 0) + 1))
    const scanned = parcels.map(({ waybill }) => waybill)
    const path = chance.oneIn(2) ? '/api/round/close' : `/api/rounds/${roundId}/close`
    const who = path === '/api/round/close' ? courier.client : dispatcher
    this.report.closed.push({ roundId, body: await this.#must(who, 'POST', path, { scanned }) })
    await this.#must(depot, 'POST', '/api/depot/receive', { labels: scanned })
  }

  /** Codes at one stop, together with other acts on it at the same moment. */
  async #atDoor(profile: Profile, courier: Courier, parcel: Parcel, wrong: number): Promise<void> {
    const { chance, dispatcher } = this.#cast
    const { pin } = await secretAt(this.#cast, parcel.phone)
    const stop = `/api/stops/${parcel.id}`
    const { afterWrong } = policyOf(profile)
    const calls: Observed<DoorCall, DoorAnswer>[] = []
    this.report.doors.push({ waybill: parcel.waybill, rules: { afterWrong, point: true }, calls })
    const observe = async (call: DoorCall, client: Client, path: string, body: object) => {
      const seen: Observed<DoorCall, DoorAnswer> = { call, invoked: performance.now(), returned: null }
      calls.push(seen)
      const { returned, body: said } = await this.#by(client, 'POST', path, body)
      Object.assign(seen, { returned, result: doorAnswer(said) })
    }
    const tries = (right: boolean, n: number) =>
      observe({ type: 'try', right }, courier.client, `${stop}/pin`, {
        pin: right ? pin : other(pin ?? '', n),
      })
    const acts = [
      ...Array.from({ length: wrong }, (_, n) => () => tries(false, n)),
      ...(chance.oneIn(2) ? [() => tries(true, 0)] : []),
      ...(chance.oneIn(5)
        ? [() => observe({ type: 'fail' }, courier.client, `${stop}/fail`, { reason: 'absent' })]
        : []),
      ...(chance.oneIn(6)
        ? [
            () =>
              observe({ type: 'cancel' }, dispatcher, `/api/shipments/${parcel.id}/cancel`, {
                reason: 'called off',
              }),
          ]
        : []),
    ]
    const arriving = () => observe({ type: 'arrive' }, courier.client, `${stop}/arrive`, { at: now() })
    // Usually the courier arrives first. Sometimes all calls are sent at once, as a tablet's queue does.
    if (chance.oneIn(6)) acts.unshift(arriving)
    else await arriving().catch(unanswered)
    await Promise.all(acts.map((act) => act().catch(unanswered)))
  }

  /** A parcel that is addressed to a point and issued there with a code. */
  async #counter(): Promise<void> {
    const { clerk, chance, pointId } = this.#cast
    const parcel = await this.#announce('chronopost', { destination: { pointId } })
    const labels = [parcel.waybill]
    await this.#must(clerk, 'POST', '/api/holds/receive', { labels })
    const { pin } = await secretAt(this.#cast, parcel.phone)
    const path = `/api/holds/${parcel.id}/pin`
    const wrong = Array.from({ length: chance.below(3) }, (_, n) => other(pin ?? '', n))
    await Promise.all(
      [...wrong, ...(chance.oneIn(3) ? [] : [pin])].map((code) =>
        this.#by(clerk, 'POST', path, { pin: code, labels }).catch(unanswered),
      ),
    )
  }

  /** The recipient's phone at the door: it scans, declares no claims and signs. */
  async #page(): Promise<void> {
    const parcel = await this.#announce('kse')
    const courier = await newHand(this.#cast)
    const roundId = await this.#round(courier, [parcel])
    await this.#must(this.#cast.dispatcher, 'POST', `/api/rounds/${roundId}/dispatch`)
    const { link } = await secretAt(this.#cast, parcel.phone)
    const phone = new Client(this.#cast.world.url)
    const opened = await this.#must(phone, 'POST', '/api/session', { token: link.split('#')[1] })
    const path = `/api/deliveries/${opened.deliveryId}`
    await this.#must(phone, 'POST', `${path}/scan`, { label: parcel.waybill, by: 'camera' })
    await this.#must(phone, 'POST', `${path}/confirm`, { noClaims: true })
    await this.#must(phone, 'POST', `${path}/finish`, { signature: NAMED })
  }

  /**
   * Plans that change before the round leaves: a stop is moved or taken off, a shipment is cancelled or sent
   * back.
   */
  async #plans(): Promise<void> {
    const { dispatcher, depot, chance } = this.#cast
    const parcels = await Promise.all(
      ['kse', 'chronopost', 'kse'].map((one) => this.#announce(one as Profile)),
    )
    const [one, other, third] = parcels as [Parcel, Parcel, Parcel]
    const [courier, colleague] = [await newHand(this.#cast), await newHand(this.#cast)]
    const roundId = await this.#round(courier, parcels)
    const moved = { shipmentId: one.id, courierId: colleague.id }
    await Promise.all(
      [
        this.#by(dispatcher, 'POST', `/api/rounds/${roundId}/move`, moved),
        this.#by(dispatcher, 'POST', `/api/rounds/${roundId}/withdraw`, { shipmentId: other.id }),
        ...(chance.oneIn(2) ? [this.#by(dispatcher, 'POST', `/api/rounds/${roundId}/dispatch`)] : []),
      ].map((act) => act.catch(unanswered)),
    )
    if (chance.oneIn(2))
      await this.#by(dispatcher, 'POST', `/api/rounds/${roundId}/device-failure`, { reason: 'x' })
    await this.#by(dispatcher, 'POST', `/api/shipments/${third.id}/cancel`, { reason: 'called off' })
    await this.#by(depot, 'POST', '/api/depot/return', { labels: [third.waybill] })
  }

  /**
   * Other work of an office: bulk announcements, a contact change that is withdrawn, ended sessions, an
   * endpoint.
   */
  async #office(): Promise<void> {
    const { dispatcher, second, chance, contracts, journal } = this.#cast
    const parcel = await this.#announce('kse')
    const path = `/api/shipments/${parcel.id}/contact`
    await this.#by(dispatcher, 'POST', path, { phone: newPhone() })
    await this.#by(second, 'POST', `${path}/withdraw`)
    const courier = await newHand(this.#cast)
    await this.#must(dispatcher, 'POST', `/api/people/${courier.id}/revoke`)
    this.report.ended.push(courier)
    if ((await journal.read(courier.client, '/api/round')).code !== 'unauthorised')
      this.report.faults.push(`${courier.id} was signed out, and is not`)
    const endpoint = { url: 'http://127.0.0.1:1/hook', events: ['held'] }
    await this.#by(dispatcher, 'PUT', `/api/webhooks/w${chance.below(5)}`, endpoint)
    const rows = Array.from({ length: 3 }, () => {
      const waybill = `C${++this.#serial}-${crypto.randomUUID().slice(0, 8).toUpperCase()}`
      const phone = newPhone()
      this.report.parcels.push({ id: '', waybill, phone, announced: false })
      const recipient = { name: 'Camille', phone, kind: 'consumer', address: ADDRESS }
      return { waybill, contractId: contracts.kse, parcels: [{ label: waybill }], recipient, inPerson: true }
    })
    const { created, known } = await this.#must(dispatcher, 'POST', '/api/shipments/bulk', {
      shipments: rows,
    })
    const announced = created + known === rows.length
    if (!announced) this.report.faults.push(`of three in bulk ${created} and ${known} were announced`)
    for (const { waybill } of rows)
      for (const parcel of this.report.parcels) if (parcel.waybill === waybill) parcel.announced = announced
  }
}

/** Returns the `n`th wrong code that has the right form. */
const other = (pin: string, n: number) =>
  String((Number(pin) + 1 + n) % 10 ** pin.length).padStart(pin.length, '0')

/** Ignores an answer that its caller gave up on; the rest of the life continues. */
function unanswered(error: unknown): void {
  if (!(error instanceof GaveUp)) throw error
}
