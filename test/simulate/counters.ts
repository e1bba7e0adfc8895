import type { Command } from '../../worker/domain/command.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { ATTEMPTS } from '../../worker/domain/limits.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Office } from './office.ts'
import { count, type Part } from './report.ts'
import { type Code, NOBODY, type SimShipment } from './shipment.ts'
import { OTHER_POINT_ID, POINT } from './world.ts'

const clerk = (pointId: string): Actor => ({ role: 'counter', id: `clerk-${pointId}` })
const DISPATCHER: Actor = { role: 'dispatcher', id: 'd' }
const FREE = { pin: false, identity: false }

/**
 * Plays couriers at doors, clerks at counters and recipients. The parcels of one shipment may be in different
 * places.
 */
export class Counters implements Part {
  readonly #office: Office

  constructor(office: Office) {
    this.#office = office
  }

  get acts() {
    const receive = () => this.#receive()
    const codes = () => this.#codes()
    const door = () => this.#atDoor()
    return [
      receive,
      receive,
      receive,
      codes,
      codes,
      codes,
      codes,
      door,
      door,
      door,
      () => this.#identity(),
      () => this.#link(),
      () => this.#claim(),
    ]
  }

  /**
   * Brings some of the shipments for points on their way there, or into the point, before anything else
   * happens.
   */
  async begin(): Promise<void> {
    const { chance, world } = this.#office
    for (const id of ['k1', 'k2', 'k3']) {
      if (chance.oneIn(4)) continue
      const shipment = world.shipment(id)
      const by = this.#courierOf(shipment)
      await this.#tell(shipment, by, { type: 'arrive', courierId: by.id, deviceAt: '', placed: false })
      await this.#tell(shipment, by, { type: 'declare-no-code', courierId: by.id, blocked: FREE })
      const here = shipment.labels.filter(() => !chance.oneIn(4))
      for (const label of here)
        await this.#tell(shipment, clerk(POINT.id), {
          type: 'receive-at-point',
          pointId: POINT.id,
          labels: [label],
        })
      if (!chance.oneIn(4)) shipment.ring(() => false)
    }
  }

  #any(): SimShipment {
    const all = [...this.#office.world.shipments.values()].filter(({ id }) => !id.startsWith('d'))
    // Shipments that start on their way to a point are chosen more often than others.
    const near = all.filter(({ id }) => id.startsWith('k'))
    return this.#office.chance.of(this.#office.chance.oneIn(2) ? near : all)
  }

  /** Returns the point to which the shipments are ordered, or rarely another point. */
  #pointId = () => (this.#office.chance.oneIn(8) ? OTHER_POINT_ID : POINT.id)

  #labelsOf({ labels, state }: SimShipment, place: 'vehicle' | 'point'): string[] {
    const { chance } = this.#office
    const there = state?.parcels.filter((parcel) => parcel.place === place).map(({ label }) => label) ?? []
    const some = there.filter(() => !chance.oneIn(3))
    return some.length > 0 && !chance.oneIn(8) ? some : [chance.of(labels)]
  }

  /**
   * Returns a code that somebody might type: one that was told, one of the next version, or an arbitrary one.
   */
  #code({ used, state, log }: SimShipment): Code {
    const { chance } = this.#office
    const told = used.filter(({ where }) => where === 'message')
    const version = (state?.secret ?? 1) + 1
    if (told.length === 0 || chance.oneIn(3))
      return { owner: NOBODY, version: chance.oneIn(2) ? version : 0, typedAt: log.length }
    return chance.of(told)
  }

  /**
   * Lets a clerk scan labels, some of which lie at the point and some do not. The scan is one operation over
   * several shipments.
   */
  async #receive(): Promise<void> {
    const { chance } = this.#office
    const pointId = this.#pointId()
    const scan = Array.from({ length: 1 + chance.below(3) }, () => {
      const { id, labels } = this.#any()
      return { label: chance.of(labels), shipmentId: id, waybill: `WAYBILL-${id}` }
    })
    const given = { scan: [...scan, null], pointId, day: '2026-03-04', foreign: ['f1', 'f2', 'f3', 'f4'] }
    const call = this.#office.call(clerk(pointId))
    await this.#office.ask('receive-at-point', call, async () => ({ operation: 'receive-at-point', given }))
  }

  /** Tries codes of one shipment at its door and at a counter at the same moment. */
  async #codes(): Promise<void> {
    const { chance, world, report } = this.#office
    const shipment = this.#any()
    const tries = Array.from({ length: 1 + chance.below(5) }, async () => {
      const code = this.#code(shipment)
      const atDoor = chance.oneIn(4)
      const pointId = atDoor ? null : this.#pointId()
      const labels = this.#labelsOf(shipment, atDoor ? 'vehicle' : 'point')
      const call = this.#office.call(pointId === null ? this.#courierOf(shipment) : clerk(pointId))
      const done = await world.insist(shipment.id, (one) => one.tryCode(code, pointId, labels, call))
      report.lines.push(
        `${shipment.id}: code ${JSON.stringify({ ...code, pointId, labels })} → ${JSON.stringify(done)}`,
      )
      count(report, atDoor ? 'tried at the door' : 'tried at a counter')
    })
    await Promise.all(tries)
  }

  #courierOf = ({ state }: SimShipment): Actor => ({
    role: 'courier',
    id: state?.assigned?.courierId ?? state?.visit?.courierId ?? 'c1',
  })

  async #tell(shipment: SimShipment, by: Actor, command: Command): Promise<void> {
    const call = this.#office.call(by)
    const done = await this.#office.world.insist(shipment.id, (one) => one.carryOut(command, call))
    this.#office.report.lines.push(`${shipment.id}: ${command.type} → ${JSON.stringify(done)}`)
  }

  async #atDoor(): Promise<void> {
    const { chance } = this.#office
    const shipment = this.#any()
    const by = this.#courierOf(shipment)
    const courierId = by.id
    const arrive = { type: 'arrive', courierId, deviceAt: '', placed: false } as const
    const noCode = { type: 'declare-no-code', courierId, blocked: FREE } as const
    const command = chance.of<Command>([
      ...[arrive, arrive, arrive, noCode, noCode],
      { type: 'fail-visit', courierId, reason: 'absent' },
      { type: 'cancel' },
      {
        ...({ type: 'check-identity', courierId, blocked: FREE, documentType: 'passport' } as const),
        ...{ declined: chance.oneIn(2), nameMatches: true, signed: true, hands: null },
      },
    ])
    await this.#tell(shipment, command.type === 'cancel' ? DISPATCHER : by, command)
  }

  /** Lets the recipient claim, before or after the hand-over, and a dispatcher decide. */
  async #claim(): Promise<void> {
    const { chance } = this.#office
    const shipment = this.#any()
    const phone = { session: 'phone', link: shipment.state?.link ?? 1 }
    const claims: Command[] = [
      { type: 'raise-claim', ...phone, kind: chance.of(['damaged', 'no-code-asked']) },
      { type: 'declare-not-me', ...phone },
    ]
    await this.#tell(shipment, { role: 'recipient', id: 'phone' }, chance.of(claims))
    if (chance.oneIn(3)) return
    const decision = chance.of(['resume', 'depot', 'return'] as const)
    const free = [this.#courierOf(shipment).id, ...['d', 'x1', 'x2', 'y1']]
    await this.#tell(shipment, DISPATCHER, { type: 'decide-claim', decision, independentOf: free })
  }

  async #identity(): Promise<void> {
    const shipment = this.#any()
    const pointId = this.#pointId()
    await this.#tell(shipment, clerk(pointId), {
      ...({ type: 'check-identity-at-counter', pointId, documentType: 'passport', signed: 'drawn' } as const),
      labels: this.#labelsOf(shipment, 'point'),
      ...{ nameMatches: !this.#office.chance.oneIn(3), blocked: FREE, hands: null },
    })
  }

  /** Plays an issue by link, with the clerk and the recipient's phone each doing their half. */
  async #link(): Promise<void> {
    const shipment = this.#any()
    const pointId = this.#pointId()
    const labels = this.#labelsOf(shipment, 'point')
    const phone = { session: 'phone', link: shipment.state?.link ?? 1 }
    const recipient: Actor = { role: 'recipient', id: 'phone' }
    const finish = async () => {
      for (const label of labels)
        await this.#tell(shipment, recipient, { type: 'scan-label', ...phone, labels: [label], by: 'camera' })
      await this.#tell(shipment, recipient, { type: 'declare-no-claims', ...phone })
      await this.#tell(shipment, recipient, { type: 'finish', ...phone, signed: 'drawn' })
    }
    await Promise.all([
      finish(),
      this.#tell(shipment, clerk(pointId), { type: 'scan-at-counter', pointId, labels }),
    ])
  }

  async check(): Promise<void> {
    for (const shipment of this.#office.world.shipments.values()) {
      const fault = (what: string) => void this.#office.report.faults.push(`${shipment.id}: ${what}`)
      for (const where of ['door', 'counter'] as const) {
        const compared = shipment.used.filter((used) => used.where === where)
        if (compared.length > ATTEMPTS) fault(`${compared.length} codes compared at the ${where}`)
        const at = (fact: Fact) => ('pointId' in fact && fact.pointId !== undefined ? 'counter' : 'door')
        const lefts = shipment.facts.flatMap((fact) =>
          fact.type === 'code-refused' && at(fact) === where ? [fact.left] : [],
        )
        // Nothing gives attempts back, so the number left must only fall.
        if (lefts.some((left, n) => n > 0 && left >= (lefts[n - 1] ?? 0)))
          fault(`attempts were refilled: ${lefts}`)
        if (compared.filter(({ right }) => !right).length !== lefts.length)
          fault(`${lefts.length} wrong codes counted at the ${where}, of ${compared.length} compared`)
      }
      for (const told of shipment.told)
        fault(`a code that is not compared is answered by whether it is right: ${told}`)
      checkPlaces(shipment, fault)
    }
  }
}

/** Follows each parcel by the log alone: it is in one place at a time and reaches its recipient once. */
function checkPlaces({ labels, facts, state }: SimShipment, fault: (what: string) => void): void {
  const places = new Map(labels.map((label) => [label, 'depot']))
  for (const fact of facts) {
    const moved = 'labels' in fact ? fact.labels : []
    const from = (label: string) => places.get(label) ?? 'nowhere'
    const to = (place: string) => {
      for (const label of moved) {
        if (['recipient', 'sender'].includes(from(label)))
          fault(`${label} went from ${from(label)} to ${place}`)
        places.set(label, place)
      }
    }
    if (fact.type === 'dispatched')
      for (const [label, place] of places) if (place === 'depot') places.set(label, 'vehicle')
    if (fact.type === 'handed-over') {
      const where = fact.pointId === undefined ? 'vehicle' : 'point'
      for (const label of moved)
        if (from(label) !== where)
          fault(`${label} was handed over from a ${where}, and was at ${from(label)}`)
      to('recipient')
    }
    if (fact.type === 'received-at-depot') to('depot')
    if (fact.type === 'received-at-point') to('point')
    if (fact.type === 'left-for-sender') to('sender')
    if (fact.type === 'unexplained') to('unexplained')
    if (fact.type === 'held' && fact.point) to('to-point')
    if (fact.type === 'declared-at-point') to('to-point')
  }
  for (const { label, place } of state?.parcels ?? [])
    if (places.get(label) !== place)
      fault(`${label} is at ${place}, and was last seen at ${places.get(label)}`)
}
