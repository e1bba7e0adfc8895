import type { Page } from 'playwright-core'

/**
 * Presses keys at a scanner's speed, which a busy computer of a test does not reach from outside of the page,
 * and ends with none.
 */
export const wedgeKeys = (page: Page, text: string): Promise<void> =>
  page.evaluate((typed) => {
    for (const key of typed) {
      const pressed = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      const goesOn = document.activeElement?.dispatchEvent(pressed)
      // The key may have moved the focus, and the sign goes to where it is now.
      const field = document.activeElement
      if (!goesOn || !(field instanceof HTMLInputElement)) continue
      field.setRangeText(key, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end')
      field.dispatchEvent(new InputEvent('input', { data: key, inputType: 'insertText', bubbles: true }))
    }
  }, text)
