import { api } from '../../web/api/call.ts'
import type { Act, News } from '../../web/offline/act.ts'
import { createOutbox, type Posted } from '../../web/offline/engine.ts'
import { LONGEST_PAUSE_MS } from '../../web/offline/queue.ts'
import { type ActBody, failed, Server, type Taken } from './outbox-server.ts'
import { Turns } from './outbox-turns.ts'

/** What the network does with a request. `late`: the page gives up, and the request arrives after that. */
export type Network = 'on' | 'off' | 'no-answer' | 'late' | 'busy'

const PERSONS = ['ann', 'ben'] as const

/** Something that has begun and goes on when chance says so. A crash of its tab ends it. */
interface Pending {
  tab: Tab
  /** Does it, and lets the tab go on. */
  run: () => void
  /** What is left of it when the tab crashed before: it may still happen. */
  orphan: (() => void) | null
}

interface Tab {
  page: number
  outbox: ReturnType<typeof createOutbox>
  timer: { at: number; then: () => void } | null
  seen: readonly Act[]
  /** Whose session it knows to have ended. */
  ended: Set<string>
}

/**
 * A world of one device with two tabs, one store and one server, in which everything takes time and chance decides what goes
 * on next. It drives the outbox that browsers run.
 */
export class World {
  readonly tabs: Tab[]
  readonly server = new Server()
  /** Acts that were ever stored. */
  readonly stored = new Map<string, Act>()
  session: string | null = 'ann'
  /** Whom the device believes to be signed in: a session that lapsed is not known to have. */
  believed = 'ann'
  network: Network = 'on'
  full = false
  elapsed = 0
  offset = 1_000_000_000
  #acts: Act[] = []
  #seqs = new Map<string, number>()
  #pending: Pending[] = []
  #floating: (() => void)[] = []
  #keys = 0
  #sessions = 0
  #pages = 0
  /** How many acts were put. */
  made = 0
  readonly #turns: Turns<Tab>
  readonly #random: () => number

  /** Without `locks` both tabs send whenever they like. */
  constructor(locks: boolean, random: () => number) {
    this.#turns = new Turns(locks)
    this.#random = random
    this.tabs = [this.#open(), this.#open()]
  }

  /** Begins something of a tab. */
  #begin<T>(tab: Tab, does: () => T, survives: boolean): Promise<T> {
    return new Promise((resolve) => {
      const orphan = survives ? () => void does() : null
      this.#pending.push({ tab, run: () => resolve(does()), orphan })
    })
  }

  #open(): Tab {
    const io = <T>(does: () => T, survives = false) => this.#begin(tab, does, survives)
    const outbox = createOutbox({
      store: {
        all: () => io(() => [...this.#acts]),
        add: (act) =>
          io(() => {
            if (this.full) return { ok: false, why: 'full' }
            const seq = (this.#seqs.get(act.personId) ?? 0) + 1
            this.#seqs.set(act.personId, seq)
            const counted = { ...act, device: 'device', seq }
            this.#acts.push(counted)
            this.stored.set(act.key, counted)
            return { ok: true, act: counted }
          }, true),
        change: (key, change) =>
          io(() => {
            if (this.full) return 'full'
            this.#acts = this.#acts.flatMap((act) => (act.key === key ? (change(act) ?? []) : act))
            return null
          }, true),
      },
      post: (act) => this.#post(tab, act),
      alone: (work) => this.#turns.alone(tab, work),
      signedIn: () => [this.believed],
      sign: async () => null,
      now: () => this.now(),
      random: this.#random,
      newKey: () => `key-${++this.#keys}-0123456789`,
      later: (ms, then) => {
        tab.timer = ms === null ? null : { at: this.elapsed + ms, then }
      },
      tell: (news) => this.#tell(tab, news),
      onChange: (acts) => {
        tab.seen = acts
      },
      onAnswered: () => {},
      onSignedOut: () => {},
    })
    const tab: Tab = { page: ++this.#pages, outbox, timer: null, seen: [], ended: new Set() }
    return tab
  }

  now = () => this.elapsed + this.offset

  #tell(from: Tab, news: News): void {
    for (const tab of this.tabs)
      if (tab !== from)
        this.#pending.push({ tab, run: () => void tab.outbox.heard(structuredClone(news)), orphan: null })
  }

  /** The request bears the cookie of the moment at which it leaves. */
  async #post(tab: Tab, act: Act): Promise<Posted> {
    const { session, network } = this
    const sessions = this.#sessions
    // A page that heard that a session has ended asks nothing more of the server in it.
    if (tab.ended.has(act.personId)) this.server.faults.push(`${act.key} is sent without a session`)
    const lost = { result: failed(0, 'offline') }
    if (network === 'off') return this.#begin(tab, () => lost, false)
    if (network === 'busy')
      return this.#begin(tab, () => ({ result: failed(429, 'slow-down'), retryAfterMs: 60_000 }), false)
    const arrive = () => this.server.serve(act, session)
    if (network === 'late') {
      this.#floating.push(arrive)
      return this.#begin(tab, () => lost, false)
    }
    const answer = await this.#begin(tab, arrive, true)
    return this.#begin(
      tab,
      () => {
        if (network === 'no-answer') return lost
        if (answer.status === 401 && sessions === this.#sessions) tab.ended.add(act.personId)
        return { result: answer }
      },
      false,
    )
  }

  put(tab: number, personId: string, group: string, taken: Taken): void {
    void this.tabs[tab]!.outbox.put({
      ...{ personId, role: 'courier', group, address: api.stops.noCode, params: { shipmentId: group } },
      ...{
        body: { taken, page: this.tabs[tab]!.page, made: ++this.made } satisfies ActBody,
        at: new Date(this.now()).toISOString(),
        base: null,
        late: false,
      },
    })
  }

  /** The person chooses for one of the acts that this tab shows as refused. */
  choose(tab: number, which: number, choice: 'again' | 'aside'): void {
    const refused = this.tabs[tab]!.seen.filter(({ state }) => state === 'attention')
    const act = refused[which % refused.length]
    if (act) void this.tabs[tab]!.outbox[choice](act.key)
  }

  /** Lets one thing that has begun go on. */
  go(which: number): void {
    const [pending] = this.#pending.splice(which % this.#pending.length, 1)
    pending?.run()
  }

  /** Lets a request arrive that its page has given up. */
  arrive(which: number): void {
    const [late] = this.#floating.splice(which % this.#floating.length, 1)
    late?.()
  }

  /** Kills a tab and opens another. What it had begun may have happened, may yet, or never does. */
  crash(at: number, fate: number): void {
    const tab = this.tabs[at]!
    const left = this.#pending.filter((pending) => pending.tab === tab)
    this.#pending = this.#pending.filter((pending) => pending.tab !== tab)
    for (const [i, { orphan }] of left.entries()) {
      if (!orphan) continue
      const what = (fate >> (i % 8)) & 3
      if (what === 0) orphan()
      else if (what === 1) this.#floating.push(orphan)
    }
    this.#turns.leave(tab)
    this.tabs[at] = this.#open()
    void this.tabs[at]!.outbox.send()
  }

  /** Time passes, and timers ring. */
  elapse(ms: number): void {
    this.elapsed += ms
    for (const tab of this.tabs) {
      if (!tab.timer || tab.timer.at > this.elapsed) continue
      const { then } = tab.timer
      tab.timer = null
      then()
    }
  }

  signIn(personId: string | null): void {
    this.session = personId
    if (!personId) return
    this.#sessions++
    this.believed = personId
    for (const tab of this.tabs) {
      tab.ended.delete(personId)
      void tab.outbox.resume(personId)
    }
  }

  /** Lets everything go on until nothing more does. */
  async rest(): Promise<void> {
    for (let steps = 0; ; steps++) {
      await settled()
      if (this.#pending.length === 0) return
      if (steps > 20_000) throw new Error('it never rests')
      this.go(0)
    }
  }

  /** A quiet time online in which both persons are there, one after the other. */
  async quiet(): Promise<void> {
    while (this.#floating.length > 0) this.arrive(0)
    this.network = 'on'
    this.full = false
    for (const personId of PERSONS) {
      this.signIn(personId)
      await this.rest()
      for (let i = 0; i < 3; i++) {
        this.elapse(LONGEST_PAUSE_MS)
        await this.rest()
      }
    }
  }

  get left(): readonly Act[] {
    return this.#acts
  }
}

/** Lets everything that may go on by itself do so. */
export const settled = (): Promise<void> => new Promise((done) => setImmediate(done))
