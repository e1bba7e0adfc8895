import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe says of the screen as it stands; its script is put into each document once. */
export async function faultsOf(page: Page, only: string[] | null) {
  // What is still on its way from one colour to another has none of them.
  await page.evaluate(async () => {
    const running = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.all(running.map(({ finished }) => finished.catch(() => {})))
  })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations, passes, incomplete } = await axe.run(document, {
      // Of what passes one example is enough, and collecting the others is most of the work.
      resultTypes: ['violations'],
      // Style sheets that are still loading it would copy into the page, where our own policy forbids that. Only a rule
      // that is off reads them, and one about audio elements, which we have none of.
      preload: false,
      ...(rules && { runOnly: { type: 'rule', values: rules } }),
    })
    return {
      // Under a dialog it cannot tell of every text what it stands on; it has looked at it all the same.
      looked: passes.length + incomplete.length,
      violations: violations.map(({ id, impact, nodes }) => ({
        id,
        impact: impact ?? '',
        nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
      })),
    }
  }, only)
}
