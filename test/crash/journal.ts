import { randomUUID } from 'node:crypto'
import type { Client } from '../../scripts/client.ts'
import type { Chance } from '../simulate/chance.ts'

/** One write as its caller saw it. */
export interface Recorded {
  client: Client
  method: string
  path: string
  body: unknown
  key: string
  headers: Record<string, string>
  /** When it was sent first, and when its answer was there; null: nobody waits for one any more. */
  invoked: number
  returned: number | null
  status: number
  text: string
  /** How often it was sent. */
  sent: number
}

// biome-ignore lint/suspicious/noExplicitAny: a harness looks into answers and says what it expects.
type Json = any

export interface Answer {
  status: number
  body: Json
  /** When it was there. */
  returned: number
}

/** Whoever asked this gave up: the life it belongs to goes no further. */
export class GaveUp extends Error {}

/** Once in so many a call that broke off is not sent again: what became of it nobody is told. */
const GIVES_UP = 3

/**
 * What everybody asked and what they were told. While the gate is closed nobody asks anything: the runtime is dead, or
 * is looked at.
 */
export class Journal {
  readonly calls: Recorded[] = []
  /** Answers that no runtime that is alive may give. */
  readonly faults: string[] = []
  readonly #chance: Chance
  #open = Promise.resolve()
  #letGo = () => {}
  /** The runtime is being killed: what breaks off now is no fault. */
  #dying = false

  constructor(chance: Chance) {
    this.#chance = chance
  }

  close(): void {
    this.#dying = true
    this.#open = new Promise((resolve) => {
      this.#letGo = resolve
    })
  }

  open(): void {
    this.#dying = false
    this.#letGo()
  }

  /** A write, sent again under its key as long as its caller waits for the answer; throws where that one gives up. */
  async write(
    client: Client,
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const call: Recorded = {
      ...{ client, method, path, body, headers, key: randomUUID() },
      ...{ invoked: performance.now(), returned: null, status: 0, text: '', sent: 0 },
    }
    this.calls.push(call)
    for (;;) {
      await this.#open
      call.sent++
      try {
        const { status, text, body: said } = await client.send(method, path, body, { key: call.key, headers })
        if (status >= 500) this.faults.push(`${method} ${path}: ${status} ${text.slice(0, 200)}`)
        const returned = performance.now()
        Object.assign(call, { returned, status, text })
        return { status, body: said, returned }
      } catch (error) {
        if (!this.#dying) await new Promise((resolve) => setTimeout(resolve, 20))
        if (this.#chance.once(GIVES_UP)) throw new GaveUp(String(error))
      }
    }
  }

  /** A read, again and again until there is an answer. */
  async read(client: Client, path: string): Promise<Json> {
    for (;;) {
      await this.#open
      try {
        return (await client.get(path)).body
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
}
