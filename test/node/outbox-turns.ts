/** The locks of a browser: tabs take turns, and one that dies leaves its turn to the next. */
export class Turns<Tab> {
  readonly #locks: boolean
  #holder: Tab | null = null
  #line: { tab: Tab; go: () => void }[] = []

  /** Without `locks` everybody goes at once. */
  constructor(locks: boolean) {
    this.#locks = locks
  }

  async alone<T>(tab: Tab, work: () => Promise<T>): Promise<T> {
    if (!this.#locks) return work()
    if (this.#holder) await new Promise<void>((go) => this.#line.push({ tab, go }))
    this.#holder = tab
    const done = await work()
    this.#next()
    return done
  }

  leave(tab: Tab): void {
    this.#line = this.#line.filter((waiting) => waiting.tab !== tab)
    if (this.#holder === tab) this.#next()
  }

  #next(): void {
    const next = this.#line.shift()
    this.#holder = next?.tab ?? null
    next?.go()
  }
}
