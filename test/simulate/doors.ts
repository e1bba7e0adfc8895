import { reopenUntil } from '../../worker/domain/reading.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Call } from '../../worker/objects/call.ts'
import type { ShipmentResult } from '../../worker/objects/shipment.ts'
import {
  type Door,
  type DoorAnswer,
  type DoorCall,
  type DoorRules,
  doorAnswer,
  doorSpec,
} from '../support/door-spec.ts'
import { linearize, type Observed } from '../support/linearizable.ts'
import type { Office } from './office.ts'
import { count, type Part } from './report.ts'
import { APART } from './rounds.ts'
import type { SimShipment } from './shipment.ts'

type Saw = Observed<DoorCall, DoorAnswer>

/**
 * The shipments at doors, with their rule after five wrong codes. They are on one round that nobody in the
 * office changes.
 */
export const DOORS: Record<string, DoorRules['afterWrong']> = { d1: 'hold', d2: 'identity' }
const COURIER: Actor = { role: 'courier', id: APART }
const DISPATCHER: Actor = { role: 'dispatcher', id: 'd' }

/**
 * Whether the answer says that its call had an effect. Only such a call is recognised again by its key. To reopen a
 * visit that goes on records nothing, so a copy of it may take back what comes to an end later.
 */
const hadEffect = (answer: DoorAnswer): boolean =>
  'outcome' in answer && answer.outcome !== 'closed' && answer.outcome !== 'open'

/** Whether the minutes in which the end of the visit can be taken back are over. */
const isLate = ({ state }: SimShipment, now: number): boolean =>
  now > (state ? (reopenUntil(state) ?? Infinity) : Infinity)

/** Returns the end of a shipment from its log alone, in the specification's terms. */
function endOf({ facts, used }: SimShipment): Pick<Door, 'left' | 'became'> {
  // What was taken back is no end.
  const since = facts.findLastIndex(({ type }) => type === 'visit-reopened')
  const types = facts.slice(since + 1).map(({ type }) => type)
  const ends = {
    cancelled: 'cancelled',
    'handed-over': 'handed-over',
    held: 'held',
    'visit-failed': 'failed',
  }
  const end = Object.entries(ends).find(([type]) => types.includes(type as (typeof types)[number]))
  return {
    left: 5 - used.filter(({ where }) => where === 'door').length,
    became: (end?.[1] ?? null) as Door['became'],
  }
}

/** Plays many callers at one door at once. Some order of their calls has to explain all their answers. */
export class Doors implements Part {
  readonly #office: Office
  readonly #saw = new Map<string, Saw[]>()

  constructor(office: Office) {
    this.#office = office
  }

  get acts() {
    return Object.keys(DOORS).flatMap((id) => [
      () => this.#burst(id),
      () => this.#burst(id),
      () => this.#one(id),
    ])
  }

  async #burst(id: string): Promise<void> {
    const { chance } = this.#office
    const wrong = { type: 'try', right: false } as const
    const calls: DoorCall[] = Array.from({ length: 2 + chance.below(5) }, () =>
      chance.oneIn(14) ? { type: 'try', right: true } : wrong,
    )
    if (chance.oneIn(2)) calls.unshift({ type: 'arrive' })
    await Promise.all(calls.map((call) => this.#see(id, call)))
  }

  async #one(id: string): Promise<void> {
    const { chance } = this.#office
    const arrive = { type: 'arrive' } as const
    const calls: DoorCall[] = [
      arrive,
      arrive,
      arrive,
      { type: 'fail' },
      { type: 'fail' },
      { type: 'reopen' },
      { type: 'reopen' },
      { type: 'cancel' },
    ]
    await this.#see(id, calls[chance.oneIn(3) ? chance.below(calls.length) : 0] ?? arrive)
  }

  #ask(shipment: SimShipment, asked: DoorCall, call: Call): Promise<ShipmentResult> {
    const courierId = COURIER.id
    switch (asked.type) {
      case 'try': {
        const version = (shipment.state?.secret ?? 0) + (asked.right ? 0 : 1)
        return shipment.tryCode({ owner: 'first', version }, null, null, call)
      }
      case 'arrive':
        return shipment.carryOut({ type: 'arrive', courierId, deviceAt: '', placed: false }, call)
      case 'fail':
        return shipment.carryOut({ type: 'fail-visit', courierId, reason: 'absent' }, call)
      case 'reopen':
        asked.late ??= isLate(shipment, this.#office.world.now)
        return shipment.carryOut({ type: 'reopen-visit', courierId, begunAt: null }, call)
      case 'cancel':
        return shipment.carryOut({ type: 'cancel' }, call)
    }
  }

  async #see(id: string, asked: DoorCall): Promise<void> {
    const { world, report } = this.#office
    const saw = this.#saw.get(id) ?? []
    this.#saw.set(id, saw)
    const call = this.#office.call(asked.type === 'cancel' ? DISPATCHER : COURIER)
    const invoked = ++world.ticks
    let copies = 0
    const result = await world.insist(
      id,
      (shipment) => this.#ask(shipment, asked, call),
      () => void copies++,
    )
    const answer = result && doorAnswer(result.ok ? result.value : { code: result.refusal })
    const one: Saw = {
      call: asked,
      invoked,
      returned: answer && ++world.ticks,
      ...(answer && { result: answer }),
    }
    saw.push(one)
    count(report, answer ? 'seen' : 'unseen')
    report.lines.push(`${id}: ${JSON.stringify(one)}`)
    // A call without effect is not recognised again, so each later copy is a call of its own whose answer
    // nobody sees.
    if (answer && !hadEffect(answer))
      for (; copies > 0; copies--) saw.push({ call: asked, invoked, returned: null })
  }

  async check(): Promise<void> {
    for (const [id, afterWrong] of Object.entries(DOORS)) {
      const shipment = this.#office.world.shipment(id)
      const { left, became } = endOf(shipment)
      const point = shipment.facts.some((fact) => fact.type === 'dispatched' && fact.point !== null)
      const spec = doorSpec({ afterWrong, point }, (door) => door.left === left && door.became === became)
      const saw = this.#saw.get(id) ?? []
      if (!linearize(saw, spec))
        this.#office.report.faults.push(
          `${id}: no order of its calls explains their answers and ${left} ${became}`,
        )
    }
  }
}
