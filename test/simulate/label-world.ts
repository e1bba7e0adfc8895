import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { settle } from '../../worker/domain/history.ts'
import { holdsLabels, verdictOn } from '../../worker/domain/label-guard.ts'
import { LABEL_LEASE_MS } from '../../worker/domain/limits.ts'
import { type Policy, policyOf } from '../../worker/domain/policy.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { RecipientKind } from '../../worker/domain/terms.ts'
import type {
  AnnounceInput,
  ShipmentResult,
  WaitingAnnouncement,
  WantedLabels,
} from '../../worker/objects/shipment.ts'
import { dueDates } from '../../worker/platform/calendar.ts'
import { type AnnounceResult, announceShipment } from '../../worker/registry/announcing.ts'
import { shipmentsOfLabels } from '../../worker/registry/shipments.ts'
import { openRegistry, type Registry } from '../support/sqlite-d1.ts'

/** The recipient of an announcement, as far as needed to tell people apart. */
export interface Person {
  name: string
  kind: RecipientKind
}

export interface Order {
  contract: keyof typeof CONTRACTS
  waybill: string
  labels: string[]
  person: Person
}

const kse = policyOf('kse')
const chronopost = policyOf('chronopost')
/** A strict contract, a weaker one, and one that secures nothing. */
export const CONTRACTS = { a: chronopost, b: kse, c: { ...chronopost, secured: false } } satisfies Record<
  string,
  Policy
>

export const idOf = ({ contract, waybill }: Order) => `${contract}/${waybill}`
const printOf = ({ name }: { name: string }) => `print of ${name}`

/** One shipment: its state and, by event number, the people stored beside its events. */
export interface Life {
  id: string
  state: Shipment
  people: Map<number, Person>
  waiting: Map<number, WaitingAnnouncement>
  fingerprint: string
}

/**
 * What happens to an announcement on its way: it arrives, it is lost, or it arrives late, when `wake` is
 * called.
 */
export type Fate = 'arrives' | 'lost' | 'late'

type Across = <T>(done: () => Promise<T>) => Promise<T>

/**
 * Shipments that share labels, with the real registry on a real database and the real rules, but without the
 * platform.
 */
export class LabelWorld {
  readonly registry: Pick<Registry, 'db' | 'sqlite' | 'close'>
  readonly lives = new Map<string, Life>()
  readonly #sleeping: (() => void)[] = []
  readonly #across: Across

  /** `across` wraps every call to another store; by default it does nothing. */
  constructor(
    registry: Pick<Registry, 'db' | 'sqlite' | 'close'> = openRegistry(),
    across: Across = (done) => done(),
  ) {
    this.registry = registry
    this.#across = across
  }

  /** The clock of everything in this world, in ms. */
  now = () => Date.now()

  announce(
    order: Order,
    fate: Fate = 'arrives',
    fingerprint = JSON.stringify(order),
  ): Promise<AnnounceResult> {
    const { person, labels } = order
    const recipient = {
      name: person.name,
      phone: `+${person.name}`,
      kind: person.kind,
      address: { line1: '', city: '', postcode: '', country: 'FR' },
    }
    const command = {
      type: 'announce',
      waybill: order.waybill,
      contractId: order.contract,
      policyVersion: 1,
      policy: CONTRACTS[order.contract],
      carrier: 'C',
      sender: 'S',
      labels,
      recipient: { hasPhone: true, hasEmail: false, kind: person.kind, inPerson: true, atPoint: false },
      locale: 'en',
      destination: null,
    } as const
    return this.send(
      { shipmentId: idOf(order), command: { ...command, labels: [...labels] }, recipient },
      fate,
      fingerprint,
    )
  }

  send(input: AnnounceInput, fate: Fate, fingerprint: string): Promise<AnnounceResult> {
    const namespace = {
      idFromName: (id: string) => id,
      get: (id: string) => this.#object(id, fate),
    } as unknown as Parameters<typeof announceShipment>[0]['SHIPMENT']
    const call = {
      by: { role: 'dispatcher', id: 'x' },
      idempotency: { key: fingerprint, fingerprint },
    } as const
    return announceShipment(
      { DB: this.registry.db, SHIPMENT: namespace },
      input,
      call,
      (id, wanted, labels) => this.#object(id, 'arrives').labelVerdicts(wanted, labels),
    )
  }

  /** Stands in for a shipment's object, as far as announcing needs it. */
  #object(id: string, fate: Fate) {
    return {
      view: () =>
        this.#across(async () => {
          const state = this.lives.get(id)?.state
          return state ? { waybill: state.waybill, parcels: state.parcels } : null
        }),
      labelVerdicts: (wanted: WantedLabels, labels: string[]) =>
        this.#across(async () => this.#verdicts(id, wanted, labels)),
      announce: async (input: AnnounceInput, { idempotency }: { idempotency: { fingerprint: string } }) => {
        if (fate === 'lost') throw new Error('lost on the way')
        if (fate === 'late') await new Promise<void>((wake) => this.#sleeping.push(wake))
        return this.#across(async () => this.#announced(input, idempotency.fingerprint))
      },
    }
  }

  #verdicts(
    id: string,
    { recipient, shipmentId: to, secured, policy, pays }: WantedLabels,
    labels: string[],
  ) {
    const life = this.lives.get(id)
    if (!life) return null
    const { name, kind } = recipientOf(life)
    const who = { recipientFingerprint: printOf(recipient), kind: recipient.kind }
    const wanted = { to, ...who, secured, policy, pays }
    const whose = { recipientFingerprint: printOf({ name }), kind }
    return labels.map((label) => verdictOn(life.state, label, whose, wanted, this.now()))
  }

  #announced(input: AnnounceInput, fingerprint: string): ShipmentResult<{ created: boolean; view: never }> {
    const { shipmentId: id, command, recipient, reservedAt } = input
    const known = this.lives.get(id)
    const view = {} as never
    if (known)
      return known.fingerprint === fingerprint
        ? { ok: true, value: { created: false, view } }
        : { ok: false, refusal: 'waybill-taken' }
    if (reservedAt !== undefined && this.now() - reservedAt > LABEL_LEASE_MS)
      return { ok: false, refusal: 'label-taken' }
    const decision = decide(null, command, this.now())
    const [fact] = decision.ok ? decision.facts : []
    if (!fact) return { ok: false, refusal: 'not-eligible' }
    const people = new Map([[1, { name: recipient.name, kind: recipient.kind }]])
    this.lives.set(id, {
      id,
      state: settle(null, fact, this.now()).after,
      people,
      waiting: new Map(),
      fingerprint,
    })
    return { ok: true, value: { created: true, view } }
  }

  /** Applies a command to a shipment and returns its facts. `person` is stored beside the first of them. */
  act(life: Life, command: Command, person?: Person): Fact[] {
    const decision = decide(life.state, command, this.now())
    if (!decision.ok) return []
    if (person && decision.facts.length > 0) life.people.set(life.state.seq + 1, person)
    for (const fact of decision.facts) life.state = settle(life.state, fact, this.now()).after
    return decision.facts
  }

  /**
   * Returns the shipment to which a scanned text leads, found as the depot's and the counters' calls find it.
   */
  async scanned(text: string): Promise<Life | undefined> {
    const found = await shipmentsOfLabels(this.registry.db, [text])
    return this.lives.get(found.get(text)?.shipmentId ?? '')
  }

  /** Lets announcements arrive that stalled on their way. */
  async wake(): Promise<void> {
    for (const wake of this.#sleeping.splice(0)) wake()
    await settled()
  }

  /**
   * Lets time pass for everybody: due messages leave and the index catches up. It returns how many waiting
   * announcements got their labels.
   */
  async pass(): Promise<number> {
    for (const life of this.lives.values()) {
      for (const { about, order } of life.state.unsent)
        this.act(life, {
          type: 'note-sent',
          cause: order.cause,
          channels: order.channels,
          unserved: [],
          about,
        })
      const due = dueDates(life.state, this.now()).flatMap(({ due, at }) => (at <= this.now() ? [due] : []))
      if (due.length > 0) this.act(life, { type: 'pass-time', due })
    }
    let moved = 0
    for (const life of [...this.lives.values()]) if (await this.handOn(life)) moved++
    this.index()
    return moved
  }

  /**
   * Announces the waiting shipment for which two people released the labels. It returns whether that
   * succeeded.
   */
  async handOn(life: Life): Promise<boolean> {
    const { released } = life.state
    const waiting = released && life.waiting.get(released.seq)
    if (!waiting) return false
    const done = await this.send(waiting.input, 'arrives', waiting.print)
    this.act(life, { type: 'note-label-moved', refusal: done.ok ? null : done.code })
    return done.ok
  }

  /** Writes the state of the objects into the index. */
  index(): void {
    const line = this.registry.sqlite.prepare(
      `INSERT INTO shipments (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, changed_at, seq, over)
       VALUES (?, 0, '', '', '', 1, 1, 0, 0, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, over = excluded.over`,
    )
    for (const { id, state } of this.lives.values()) line.run(id, state.seq, holdsLabels(state) ? 0 : 1)
  }

  close(): void {
    this.registry.close()
  }
}

/** Returns whom a shipment is for now. */
export const recipientOf = ({ people, state }: Life): Person => people.get(state.contactFrom) as Person

/** Waits until everything on its way has gone as far as it can by itself. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
