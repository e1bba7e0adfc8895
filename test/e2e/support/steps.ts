import type { Locator, Page } from 'playwright-core'

/** What a person does on a screen, counted: each tap, each text, each drawn signature is a step. */
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

  /** A key, or what a scanner types. */
  async press(page: Page, ...keys: string[]): Promise<void> {
    this.#taken++
    for (const key of keys) await page.keyboard.press(key)
  }

  /** Anything else that is one act of a hand. */
  async act(doing: () => Promise<void>): Promise<void> {
    this.#taken++
    await doing()
  }
}
