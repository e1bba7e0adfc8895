import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { faultsOf } from '../../support/axe.ts'

const GRAVE = ['serious', 'critical']

/** Nothing grave on this screen, by day and by night. In the dark only colours differ. */
export async function expectAccessible(screen: string, page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations, passes } = await faultsOf(page, colorScheme === 'dark' ? ['color-contrast'] : null)
    // An empty page would be accessible too.
    expect(passes).toBeGreaterThan(0)
    const grave = violations.filter(({ impact }) => GRAVE.includes(impact))
    expect({ screen, colorScheme, grave }).toEqual({ screen, colorScheme, grave: [] })
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}
