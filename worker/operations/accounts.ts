import { OPERATOR } from '../domain/independence.ts'
import { personStub } from '../objects/person.ts'
import { releaseAlerts } from '../registry/alerts.ts'
import { addEdge } from '../registry/ancestry.ts'
import type { StoredReply } from '../registry/answers.ts'
import type { DurableOperation } from './operation.ts'

/**
 * Lifts a person's block (R18). The step's key makes sure that a late repetition lifts no newer block. If
 * somebody had asked for it, their request ended in the batch that claimed this operation, so of a yes and a
 * no at the same moment only one holds.
 */
export const releaseBlock: DurableOperation<{ personId: string; body: object }> = {
  async perform({ DB, PERSON }, { by, given: { personId, body }, step }) {
    await personStub(PERSON, personId).release(by.id, step('release').idempotency.key)
    return {
      reply: { status: 200, body },
      statements: [releaseAlerts(DB, personId, Date.now())],
    }
  },
}

/** Ends every session of a person and voids earlier invitations. */
export const endSessions: DurableOperation<{ personId: string }> = {
  async perform({ PERSON }, { given: { personId }, step }) {
    await personStub(PERSON, personId).endAll(step('end').idempotency.key)
    return { reply: { status: 200, body: { outcome: 'done' } } }
  },
}

/**
 * Lets a person in again on the operator's word (R9). Every open session ends, because it may be in other
 * hands.
 */
export const recoverAccount: DurableOperation<{ personId: string; reply: StoredReply }> = {
  async perform({ DB, PERSON }, { given: { personId, reply }, step }) {
    await personStub(PERSON, personId).endAll(step('end').idempotency.key)
    const edge = { personId, byId: OPERATOR, act: 'recovered', at: Date.now() } as const
    return { reply, statements: [addEdge(DB, edge)] }
  },
}
