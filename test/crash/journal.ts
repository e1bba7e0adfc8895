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
  /**
   * When the call was first sent and when its answer arrived, in ms. `returned` is null while there is no
   * answer, or when the caller gave up.
   */
  invoked: number
  returned: number | null
  status: number
  text: string
  /** How often the call was sent. */
  sent: number
}

// biome-ignore lint/suspicious/noExplicitAny: a harness looks into answers and says what it expects.
type Json = any

export interface Answer {
  status: number
  body: Json
  /** When the answer arrived, in ms. */
  returned: number
}

/** Thrown when the caller gives up on an answer. The life that made the call then ends. */
export class GaveUp extends Error {}

/** One in this many interrupted calls is not sent again, so its caller never learns the outcome. */
const GIVES_UP = 3

/**
 * Records what everybody asked and what they were told. While the gate is closed nobody calls, because the
 * runtime is dead or being checked.
 */
export class Journal {
  readonly calls: Recorded[] = []
  /** Answers that a live runtime must never give. */
  readonly faults: string[] = []
  readonly #chance: Chance
  #open = Promise.resolve()
  #letGo = () => {}
  /** Whether the runtime is being killed. Calls that break off meanwhile are no fault. */
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

  /**
   * Sends a write, and repeats it under its key while its caller waits for the answer. It throws `GaveUp`
   * when the caller gives up.
   */
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
        if (this.#chance.oneIn(GIVES_UP)) throw new GaveUp(String(error))
      }
    }
  }

  /** Reads, and repeats the call until there is an answer. */
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
