import { OPERATOR } from '../domain/independence.ts'
import { personOf } from '../objects/person.ts'
import { releaseAlerts } from '../registry/alerts.ts'
import { addEdge } from '../registry/ancestry.ts'
import type { StoredReply } from '../registry/answers.ts'
import type { Operation } from './operation.ts'

/**
 * Lifts a person's block (R18). It is known by its step, so that a late repetition lifts no newer one. Who asked for it,
 * if anybody, was answered in the batch that claimed it: of a yes and a no at one moment one holds.
 */
export const releaseBlock: Operation<{ personId: string; body: object }> = {
  async perform({ DB, PERSON }, { by, given: { personId, body }, step }) {
    await personOf(PERSON, personId).release(by.id, step('release').once.key)
    return {
      reply: { status: 200, body },
      statements: [releaseAlerts(DB, personId, Date.now())],
    }
  },
}

/** Ends every session of a person, and what invitations of before would open. */
export const endSessions: Operation<{ personId: string }> = {
  async perform({ PERSON }, { given: { personId }, step }) {
    await personOf(PERSON, personId).endAll(step('end').once.key)
    return { reply: { status: 200, body: { outcome: 'done' } } }
  },
}

/** The operator lets somebody back in (R9). What is still open may be in other hands: that is why it is recovered. */
export const recoverAccount: Operation<{ personId: string; reply: StoredReply }> = {
  async perform({ DB, PERSON }, { given: { personId, reply }, step }) {
    await personOf(PERSON, personId).endAll(step('end').once.key)
    const edge = { personId, byId: OPERATOR, act: 'recovered', at: Date.now() } as const
    return { reply, statements: [addEdge(DB, edge)] }
  },
}
