import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sizes } from '../bench/size.ts'

const built = existsSync(new URL('../../dist/recipient.html', import.meta.url))
if (!built) console.log('note: nothing is built; the sizes of the recipient’s page are not checked')

test.skipIf(!built)('what a recipient downloads stays small', () => {
  for (const { name, value, limit } of sizes()) {
    expect(value, `${name} is missing from the build`).toBeGreaterThan(0)
    expect(value, name).toBeLessThanOrEqual(limit)
  }
})
