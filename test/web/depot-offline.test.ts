import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type StubCall, serveDist } from './harness/dist-server.ts'
import { launch } from './harness/fake-camera.ts'

const built = existsSync(new URL('../../dist/app.html', import.meta.url))
if (!built) console.log('note: nothing is built; nothing is received at the depot')

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

describe.skipIf(!built)('the depot without a network', () => {
  test('R36: a scan without an answer stays listed until it is scanned again, with the key of the first time', async () => {
    const calls: StubCall[] = []
    let mute = true
    const server = await serveDist((call) => {
      if (call.action !== 'receive') return { status: 200, body: { items: [], cursor: null } }
      calls.push(call)
      const { labels } = call.body as { labels: [string] }
      return mute ? null : { status: 200, body: { items: [{ label: labels[0], outcome: 'received' }] } }
    })
    const context = await browser.newContext({ locale: 'ru-RU', serviceWorkers: 'block' })
    onTestFinished(async () => {
      await context.close()
      server.close()
    })
    const page = await context.newPage()
    await page.goto(`${server.url}/app/depot`)
    const field = page.locator('form.stack input').first()
    const scan = async (label: string) => {
      await field.fill(label)
      await page.keyboard.press('Enter')
    }
    const line = page.getByRole('list', { name: 'Отсканировано' }).getByRole('listitem')
    await field.waitFor()
    await scan('501-000123400')
    await expect.poll(() => calls.length).toBeGreaterThan(0)
    await context.setOffline(true)
    await line.filter({ hasText: 'Нет ответа' }).waitFor()
    await scan('501-000123411')
    await line.filter({ hasText: 'Нет ответа' }).nth(1).waitFor()
    await page.getByText('Нет сети. 2 скана без ответа').waitFor()
    await context.setOffline(false)
    mute = false
    await scan('501-000123400')
    await line.filter({ hasText: 'На складе' }).waitFor()
    expect(await line.count()).toBe(2)
    const keys = calls.map(({ headers }) => headers['idempotency-key'])
    expect(new Set(keys).size).toBe(1)
  })
})
