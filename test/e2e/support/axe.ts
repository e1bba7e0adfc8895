import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { faultsOf } from '../../support/axe.ts'

const GRAVE = ['serious', 'critical']

/**
 * Fails if a screen has a serious or critical fault in the light or the dark scheme. The dark scheme differs
 * only in colours, so only contrast is checked there.
 */
export async function expectAccessible(screen: string, page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations, looked } = await faultsOf(page, colorScheme === 'dark' ? ['color-contrast'] : null)
    // An empty page would have no faults either.
    expect(looked).toBeGreaterThan(0)
    const grave = violations.filter(({ impact }) => GRAVE.includes(impact))
    expect({ screen, colorScheme, grave }).toEqual({ screen, colorScheme, grave: [] })
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}
