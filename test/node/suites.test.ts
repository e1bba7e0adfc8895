import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SWEEPS } from '../../scripts/suites.ts'

test.each(SWEEPS)('%s, which is left to npm run test:long, exists', (file) => {
  // A file that was renamed would be run by nobody, and nobody would be told.
  expect(existsSync(new URL(`../../${file}`, import.meta.url))).toBe(true)
})
