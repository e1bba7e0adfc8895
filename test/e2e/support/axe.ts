import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const GRAVE = ['serious', 'critical']

/** Nothing grave on this screen, by day and by night. In the dark only colours differ. */
export async function expectAccessible(screen: string, page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations, passes } = await (colorScheme === 'dark'
      ? axe.withRules(['color-contrast'])
      : axe
    ).analyze()
    // An empty page would be accessible too.
    expect(passes.length).toBeGreaterThan(0)
    const grave = violations
      .filter(({ impact }) => GRAVE.includes(impact ?? ''))
      .map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)])
    expect({ screen, colorScheme, grave }).toEqual({ screen, colorScheme, grave: [] })
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}
