import { test } from 'vitest'
import { dirtyFileDay, LONG_MS } from './support/import.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test(
  'R2: a dirty file of a thousand lines: the good ones go, the wrong ones come back, corrected they go too',
  () => dirtyFileDay(stage, 1_000),
  LONG_MS,
)
