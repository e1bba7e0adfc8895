import type { Page } from 'playwright-core'

/** From the smallest phone that is still in hands to a tablet lying on its side. */
export const SIZES = [
  [320, 568],
  [360, 640],
  [390, 844],
  [800, 1180],
  [1180, 800],
] as const

/** No finger hits less (WCAG 2.5.5). */
const TOUCH_PX = 44

/** Sets the size of the window, goes to its top, and waits until the page was laid out anew. */
export async function sized(page: Page, [width, height]: readonly [number, number]): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.evaluate(() => {
    scrollTo(0, 0)
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))
  })
}

/**
 * Returns what is wrong with the boxes of elements as the screen stands, without scrolling: outside the window,
 * under something else, too small for a finger, or with words that do not fit. No element at all is a fault too, and so
 * is a page that can be moved sideways.
 */
export const misfits = (page: Page, selector: string, least = TOUCH_PX): Promise<string[]> =>
  page.evaluate(
    ([selector, least]) => {
      const found = [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (element) => element.getClientRects().length > 0,
      )
      const faults = found.length === 0 ? [`no ${selector}`] : []
      const { scrollWidth } = document.documentElement
      if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} wide`)
      for (const element of found) {
        const name = element.textContent?.trim() || element.className
        const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
        const say = (what: string) => faults.push(`${name}: ${what}`)
        if (left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
          say(`outside, ${Math.round(left)} ${Math.round(top)} ${Math.round(right)} ${Math.round(bottom)}`)
        if (width < least - 0.5 || height < least - 0.5) say(`${width} × ${height}`)
        if (element.scrollWidth > element.clientWidth + 1) say('too narrow for its words')
        const inside = [0.25, 0.5, 0.75].flatMap((x) =>
          [0.1, 0.5, 0.9].map((y) => [left + width * x, top + height * y] as const),
        )
        const above = inside
          .map(([x, y]) => document.elementFromPoint(x, y))
          .find((seen) => seen && seen !== element && !element.contains(seen))
        if (above) say(`under ${above.className || above.tagName}`)
      }
      return faults
    },
    [selector, least] as const,
  )

/** Whether anything is left to scroll to. */
export const scrolls = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollHeight > innerHeight + 1)

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Whether two boxes share any of their area. */
export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
