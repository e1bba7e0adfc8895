import type { Locator, Page } from 'playwright-core'

/** Counts what a person does on a screen: each tap, each text and each drawn signature is a step. */
export class Steps {
  #taken = 0

  get taken(): number {
    return this.#taken
  }

  async tap(what: Locator): Promise<void> {
    this.#taken++
    await what.click()
  }

  async choose(what: Locator): Promise<void> {
    this.#taken++
    await what.check()
  }

  async write(what: Locator, text: string): Promise<void> {
    this.#taken++
    await what.fill(text)
  }

  /** Counts pressed keys, or what a scanner types, as one step. */
  async press(page: Page, ...keys: string[]): Promise<void> {
    this.#taken++
    for (const key of keys) await page.keyboard.press(key)
  }

  /** Counts any other act of a hand as one step. */
  async act(doing: () => Promise<void>): Promise<void> {
    this.#taken++
    await doing()
  }
}
