import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { check } from '../../web/verify/check.ts'
import { eventsOf, expectUnbroken, ofType, pinOf } from '../support/door.ts'
import { type KeptState, unpackState } from '../support/kept-state.ts'
import { type Killable, startKillable } from '../support/world.ts'

interface Line {
  id: string
  waybill: string
  state: string
  contractId: string
  courierId: string | null
}

/** States that `npm start` left behind in other versions; they open for ever (R31). */
describe.each(['state-2026-11-23', 'state-2026-11-29', 'state-2026-11-29-owed'])('%s', (name) => {
  let kept: KeptState & { folder: string }
  let world: Killable
  let shipments: Line[]
  beforeAll(async () => {
    kept = unpackState(name)
    world = await startKillable({ kept })
    shipments = (await world.dispatcher.must('GET', '/api/shipments?limit=100')).items
  })
  afterAll(async () => {
    await world?.close()
    rmSync(kept.folder, { recursive: true, force: true })
  })
  /** A secured one that a courier has for its door, with a code to type. */
  async function atADoor(): Promise<{ id: string; courierId: string }> {
    for (const { id, courierId, state, contractId } of shipments) {
      if (!courierId || state !== 'out-for-delivery' || contractId !== 'severny-bereg') continue
      const { secured, destination, recipient } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
      if (secured && !destination && recipient.phone) return { id, courierId }
    }
    throw new Error('nobody is at a door')
  }

  test('R31: every shipment opens, with its log, and the log verifies', async () => {
    expect(shipments).toHaveLength(26)
    const { keys } = await world.dispatcher.must('GET', '/.well-known/jwks.json')
    for (const { id, waybill, state } of shipments) {
      expect(await world.dispatcher.must('GET', `/api/shipments/${id}`)).toMatchObject({ id, waybill, state })
      const pack = (await world.dispatcher.get(`/api/shipments/${id}/evidence`)).text
      expect((await check([pack], keys)).faults).toEqual([])
    }
  })

  test('R31: nobody is told again what they were told', async () => {
    for (const { id } of shipments) await world.dispatcher.must('GET', `/api/shipments/${id}/events`)
    await world.server.stop()
    await world.restart()
    for (const { id } of shipments) await world.dispatcher.must('GET', `/api/shipments/${id}`)
    expect(await world.messages()).toEqual([])
  })

  test('R31: the day goes on: a fresh code is sent, and the parcel is released to whoever has it', async () => {
    const { id, courierId } = await atADoor()
    const courier = await signIn(world.url, world.signingKey, 'courier', { subject: courierId, name: 'C' })
    const at = new Date().toISOString()
    await courier.must('POST', `/api/stops/${id}/arrive`, { at })
    await courier.must('POST', `/api/stops/${id}/send`, { what: 'code' })
    const { phone } = (await world.dispatcher.must('GET', `/api/shipments/${id}`)).recipient
    const pin = await pinOf(world, { phone })
    const { outcome } = await courier.must('POST', `/api/stops/${id}/pin`, { pin })
    expect(outcome).toBe('handed-over')
    expectUnbroken(await eventsOf(world, id))
    const told = await world.until(async () => {
      const events = await eventsOf(world, id)
      return ofType(events, 'message-sent').length > 2 && events
    })
    expect(told.at(-1)).toMatchObject({ type: 'message-sent', data: { cause: 'receipt' } })
    // The index has heard of it too.
    await world.until(async () => {
      const { items } = await world.dispatcher.must('GET', '/api/shipments?limit=100')
      return items.some((line: Line) => line.id === id && line.state === 'handed-over')
    })
  })
})
