import { createMiddleware } from 'hono/factory'
import { personStub } from '../objects/person.ts'
import type { AppEnv } from './context.ts'
import { readAct } from './device-act.ts'

/** Answers after which a device sends the act again. */
const AGAIN: readonly number[] = [401, 408, 429]

/**
 * Notes the number of an act that left no fact: it was refused, or there was nothing to record. Otherwise it would seem to
 * be missing at the end of the round (R36).
 */
export const notesSpent = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { status } = c.res
  const refused = status >= 400 && status < 500 && !AGAIN.includes(status)
  if (!refused && !c.get('unrecorded')) return
  const act = readAct(c.req.header('sesame-act'))
  if (act && act.device !== '')
    await personStub(c.env.PERSON, c.get('principal').id).noteSpent({ device: act.device, seq: act.seq })
})
