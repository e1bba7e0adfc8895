import type { Page } from 'playwright-core'

/** Text that is read over a picture: what it says, its colour, and its box in the window. */
interface Words {
  text: string
  colour: string
  box: { x: number; y: number; width: number; height: number }
}

/** Returns the least contrast (WCAG) that words have with any pixel behind them, by what they say. */
export async function contrasts(page: Page, selector: string): Promise<Record<string, number>> {
  const words = await page.evaluate((selector) => {
    const found: Words[] = []
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      const text = element.textContent?.trim() ?? ''
      const range = document.createRange()
      range.selectNodeContents(element)
      for (const { x, y, width, height } of range.getClientRects())
        if (text && width > 1 && height > 1)
          found.push({ text, colour: getComputedStyle(element).color, box: { x, y, width, height } })
    }
    // Only what is behind the words may be in the picture.
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      element.style.color = 'transparent'
      element.style.textDecoration = 'none'
      for (const inner of element.querySelectorAll<HTMLElement>('*')) inner.style.visibility = 'hidden'
    }
    return found
  }, selector)
  const picture = (await page.screenshot()).toString('base64')
  const measuring = await page.context().newPage()
  try {
    return await measuring.evaluate(
      async ([picture, words]) => {
        const image = new Image()
        image.src = `data:image/png;base64,${picture}`
        await image.decode()
        const canvas = new OffscreenCanvas(image.width, image.height)
        const context = canvas.getContext('2d', { willReadFrequently: true })!
        context.drawImage(image, 0, 0)
        const linear = (part: number) =>
          part <= 10.31 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
        const luminance = (r: number, g: number, b: number) =>
          0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        const least: Record<string, number> = {}
        for (const { text, colour, box } of words) {
          const [r = 0, g = 0, b = 0] = colour.match(/[\d.]+/g)?.map(Number) ?? []
          const ink = luminance(r, g, b)
          const x = Math.max(0, Math.floor(box.x))
          const y = Math.max(0, Math.floor(box.y))
          const width = Math.min(image.width - x, Math.ceil(box.width))
          const height = Math.min(image.height - y, Math.ceil(box.height))
          if (width <= 0 || height <= 0) continue
          const { data } = context.getImageData(x, y, width, height)
          for (let at = 0; at < data.length; at += 4) {
            const behind = luminance(data[at]!, data[at + 1]!, data[at + 2]!)
            const ratio = (Math.max(ink, behind) + 0.05) / (Math.min(ink, behind) + 0.05)
            least[text] = Math.min(least[text] ?? 21, ratio)
          }
        }
        return least
      },
      [picture, words] as const,
    )
  } finally {
    await measuring.close()
  }
}
