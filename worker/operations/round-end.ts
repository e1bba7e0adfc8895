import { COUNTED, type CountedStop, countTogether } from '../domain/round-count.ts'
import { personStub } from '../objects/person.ts'
import { shipmentStub } from '../objects/shipment.ts'
import { addEdge } from '../registry/ancestry.ts'
import { markDevicesRevoked } from '../registry/devices.ts'
import { closeRound as markClosed, stopsOf } from '../registry/rounds.ts'
import type { Invitation } from '../security/tokens.ts'
import { gapAlerts, type LookedThrough } from './device-gaps.ts'
import type { DurableOperation } from './operation.ts'

/**
 * Closes rounds with return control (R26): every stop counts its parcels and records what follows. A claim
 * that waits for a dispatcher is named beside the count and holds nothing back (R21). `scanned` are labels of
 * announced shipments. The numbers of the courier's acts are looked through (R36).
 */
export const closeRounds: DurableOperation<{
  roundIds: readonly string[]
  scanned: string[]
  looked?: LookedThrough
}> = {
  async perform(stores, { given: { roundIds, scanned, looked }, step }) {
    const { DB, SHIPMENT } = stores
    const stops: (CountedStop & { claimed: boolean })[] = []
    for (const roundId of roundIds)
      for (const { shipmentId } of await stopsOf(DB, roundId)) {
        const command = { type: 'close-stop', roundId, scanned } as const
        const done = await shipmentStub(SHIPMENT, shipmentId).carryOut(command, step(roundId, shipmentId))
        // A shipment that never left with this round, or was moved to another, is not counted here.
        if (!done.ok || done.value.outcome !== 'counted') continue
        const { claimed, ...count } = done.value
        stops.push({ shipmentId, count, claimed })
      }
    const count = countTogether(stops)
    const waiting = new Set(stops.flatMap(({ shipmentId, claimed }) => (claimed ? [shipmentId] : [])))
    const claimed = COUNTED.flatMap((place) => count[place]).filter(({ shipmentId }) =>
      waiting.has(shipmentId),
    )
    const at = new Date().toISOString()
    const { key } = step('look').idempotency
    const gaps = looked ? await gapAlerts(stores, roundIds, looked, key) : []
    return {
      reply: { status: 200, body: { ...count, claimed } },
      statements: [...roundIds.map((id) => markClosed(DB, id, at)), ...gaps],
    }
  },
}

/**
 * Replaces the failed tablet of a running round (R17): its sessions end first, then every open stop is told.
 */
export const replaceTablet: DurableOperation<{ roundId: string; reason: string; invitation: Invitation }> = {
  async perform({ DB, PERSON, SHIPMENT }, { by, given: { roundId, reason, invitation }, step }) {
    const { personId } = invitation
    await personStub(PERSON, personId).endAll(step('end').idempotency.key)
    let goesOn = false
    for (const { shipmentId } of await stopsOf(DB, roundId)) {
      const shipment = shipmentStub(SHIPMENT, shipmentId)
      const done = await shipment.carryOut({ type: 'record-tablet-failure', roundId }, step(shipmentId), {
        reason,
      })
      if (done.ok && done.value.outcome === 'identity') goesOn = true
    }
    const edge = { personId, byId: by.id, act: 'invited', at: Date.now() } as const
    // An invitation is made only if the round goes on. It must be newer than the end of the tablet's
    // sessions, which is now.
    const made = goesOn ? { ...invitation, issuedAt: Date.now() + 2 } : null
    return {
      reply: { status: 200, body: { invitation: made } },
      statements: [markDevicesRevoked(DB, personId, Date.now()), ...(made ? [addEdge(DB, edge)] : [])],
    }
  },
}
