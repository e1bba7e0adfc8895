import type { Result } from '../../web/api/call.ts'
import type { Act } from '../../web/offline/act.ts'

/** How the server takes an act: always, never, or not before the end, when the person tries once more. */
export type Taken = 'yes' | 'no' | 'later'

/** The body of an act of the model. */
export interface ActBody {
  taken: Taken
  /** The page that it was made on, and which of its acts it is. */
  page: number
  made: number
}

/** What the server did. */
type Effect = Pick<Act, 'key' | 'personId' | 'group' | 'device' | 'seq'> & Pick<ActBody, 'page' | 'made'>

export const failed = (status: number, code: string): Result<unknown> => ({
  ok: false,
  ...{ status, code, problem: {} },
})

/** A server that does an act once per key, stores nothing of what it refuses, and notes what may not reach it. */
export class Server {
  readonly effects: Effect[] = []
  readonly faults: string[] = []
  /** Whether it takes by now what it did not take before. */
  generous = false

  serve(act: Act, session: string | null): Result<unknown> {
    if (!session) return failed(401, 'signed-out')
    if (session !== act.personId) this.faults.push(`${act.key} of ${act.personId} came from ${session}`)
    const { key, personId, group, device, seq } = act
    const { taken, page, made } = act.body as ActBody
    if (this.effects.some((effect) => effect.key === key)) return { ok: true, status: 200, data: null }
    if (taken === 'no' || (taken === 'later' && !this.generous)) return failed(409, 'refused')
    this.effects.push({ key, personId, group, device, seq, page, made })
    return { ok: true, status: 200, data: null }
  }
}
