import { expect, test } from 'vitest'
import { contractFor } from '../support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test('R4: an integrator reads the API and tries it with a key that no storage and no third party sees', async () => {
  const { world } = stage
  const contractId = await contractFor(world, 'kse')
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'Shop', contractId })
  const page = await stage.device({ viewport: { width: 360, height: 780 } })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(`${world.url}/api/docs`)
  await page.getByRole('heading', { name: /^Sesame/ }).waitFor()

  await page.getByRole('button', { name: 'Authorize' }).click()
  await page.getByLabel('auth-bearer-value').fill(key)
  await page.getByRole('button', { name: 'Apply credentials' }).first().click()
  await page.getByRole('button', { name: 'Close' }).first().click()
  const list = page.locator('#operations-Shipments-getShipments')
  await list.getByRole('button', { name: /List shipments/ }).click()
  await list.getByRole('button', { name: 'Try it out' }).click()
  await list.getByPlaceholder('state').fill('')
  await list.getByPlaceholder('q', { exact: true }).fill('')
  await list.getByRole('button', { name: 'Execute' }).click()
  const live = list.locator('.live-responses-table')
  await live.getByText('200', { exact: true }).waitFor()
  await live.getByText('"cursor": null').waitFor()

  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(360)
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  )
  expect(stored).toBe('[[],[],""]')
  expect(asked.filter((url) => !url.startsWith(world.url) && !url.startsWith('data:'))).toEqual([])
  expect(asked.join('\n')).not.toContain(key)
  expect(faults).toEqual([])
  await page.reload()
  await page.getByRole('heading', { name: /^Sesame/ }).waitFor()
  expect(await page.content()).not.toContain(key)
})

test('the API’s page is accessible by day and by night', async () => {
  const page = await stage.device({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${stage.world.url}/api/docs`)
  await page.locator('#operations-Shipments-getAlerts').waitFor()
  await expectAccessible('the API’s page', page)
  // So long a list is drawn as far as it is looked at.
  await page.keyboard.press('End')
  await page.locator('#operations-Service-getHealth').waitFor()
  await expectAccessible('the end of the API’s page', page)
})
