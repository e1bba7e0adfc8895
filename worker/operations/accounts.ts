import { OPERATOR } from '../domain/independence.ts'
import { ownerOf, personStub } from '../objects/person.ts'
import { releaseAlerts, settleAccountAlerts } from '../registry/alerts.ts'
import { addEdge } from '../registry/ancestry.ts'
import type { StoredReply } from '../registry/answers.ts'
import { markDeviceRevoked, markDevicesRevoked } from '../registry/devices.ts'
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

/** Revokes a device: its sessions end, and its key opens nothing any more (R40). */
export const revokeDevice: DurableOperation<{ deviceId: string }> = {
  async perform({ DB, PERSON }, { given: { deviceId } }) {
    await personStub(PERSON, ownerOf(deviceId)).revokeDevice(deviceId)
    const statements = [markDeviceRevoked(DB, deviceId, Date.now())]
    return { reply: { status: 200, body: { outcome: 'done' } }, statements }
  },
}

/** Ends every session of a person, revokes their devices, removes their passkeys and voids earlier invitations. */
export const endSessions: DurableOperation<{ personId: string }> = {
  async perform({ DB, PERSON }, { given: { personId }, step }) {
    await personStub(PERSON, personId).endAll(step('end').idempotency.key)
    const now = Date.now()
    const statements = [markDevicesRevoked(DB, personId, now), settleAccountAlerts(DB, personId, now)]
    return { reply: { status: 200, body: { outcome: 'done' } }, statements }
  },
}

/**
 * Lets a person in again on the operator's word (R9). Every open session ends, because it may be in other
 * hands.
 */
export const recoverAccount: DurableOperation<{ personId: string; reply: StoredReply }> = {
  async perform({ DB, PERSON }, { given: { personId, reply }, step }) {
    await personStub(PERSON, personId).endAll(step('end').idempotency.key, 'recovered')
    const now = Date.now()
    const edge = { personId, byId: OPERATOR, act: 'recovered', at: now } as const
    const settled = settleAccountAlerts(DB, personId, now)
    return { reply, statements: [addEdge(DB, edge), markDevicesRevoked(DB, personId, now), settled] }
  },
}
