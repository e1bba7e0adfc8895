import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Env } from '../../worker/config.ts'
import type { Call } from '../../worker/objects/call.ts'
import type { PlainCommand, ShipmentResult } from '../../worker/objects/shipment.ts'
import { carryOn, type Intent, RESUME_MS, resume } from '../../worker/operations/carry-on.ts'
import { claimKey, findAnswer } from '../../worker/registry/answers.ts'
import { findRound, type Round, stopsOf } from '../../worker/registry/rounds.ts'
import { openRegistry, type Registry } from '../support/sqlite-d1.ts'

const ROUND: Round = { id: 'r1', courierId: 'lucas', date: '2026-03-04', state: 'planned', closedAt: null }
const IDEMPOTENCY = { key: 'dispatcher:nadia POST /api/rounds key-1', fingerprint: 'print' }

/**
 * Stands in for a shipment, as far as a round calls it. Calls are recognised by their key; refusals are not
 * stored.
 */
class Stop {
  round: string | null = null
  refuses = false
  commands: string[] = []
  readonly #answers = new Map<string, ShipmentResult>()

  async carryOut(command: PlainCommand, { idempotency }: Call): Promise<ShipmentResult> {
    await Promise.resolve()
    const known = this.#answers.get(idempotency.key)
    if (known) return known
    const result = this.#decide(command)
    if (result.ok) this.#answers.set(idempotency.key, result)
    return result
  }

  #decide(command: PlainCommand): ShipmentResult {
    if (command.type === 'schedule' && !this.refuses && this.round === null) this.round = command.roundId
    else if (command.type === 'withdraw' && this.round === command.roundId) this.round = null
    else return { ok: false, refusal: 'on-a-round' }
    this.commands.push(command.type)
    return { ok: true, value: { outcome: 'done' } as never }
  }
}

let registry: Registry
let stops: Record<string, Stop>
let stores: Env
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 2, 4, 8) })
  vi.spyOn(console, 'error').mockImplementation(() => {})
  registry = openRegistry()
  stops = { s1: new Stop(), s2: new Stop() }
  const SHIPMENT = { idFromName: (id: string) => id, get: (id: string) => stops[id] }
  stores = { DB: registry.db, SHIPMENT } as unknown as Env
})
afterEach(() => {
  registry.close()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const intentOf = (attempt = 'a1', round = ROUND): string =>
  JSON.stringify({
    operation: 'make-round',
    attempt,
    by: { role: 'dispatcher', id: 'nadia' },
    given: { round, shipmentIds: ['s1', 's2'] },
  } satisfies Intent)
const begin = (intent = intentOf(), idempotency = IDEMPOTENCY) => claimKey(stores.DB, idempotency, { intent })
const rounds = () => Object.values(stops).map(({ round }) => round)
const later = () => vi.setSystemTime(Date.now() + RESUME_MS)
const s1 = () => stops.s1 as Stop
const s2 = () => stops.s2 as Stop

test('a claimed operation is done once, and its reply stands under its key', async () => {
  await begin()
  const reply = await carryOn(stores, IDEMPOTENCY, intentOf())
  expect(reply).toMatchObject({ status: 201, body: { id: 'r1', shipmentIds: ['s1', 's2'] } })
  expect(await findAnswer(stores.DB, IDEMPOTENCY)).toEqual(reply)
  expect(await findAnswer(stores.DB, { ...IDEMPOTENCY, fingerprint: 'another' })).toBe('reused')
  expect(await stopsOf(stores.DB, 'r1')).toHaveLength(2)
  expect(await resume(stores, Date.now() + RESUME_MS)).toBe(false)
  expect(stops.s1?.commands).toEqual(['schedule'])
})

test('a key is claimed by one: of two claims the second changes nothing', async () => {
  await begin()
  await expect(begin(intentOf('a2'))).rejects.toThrow()
  expect(await findAnswer(stores.DB, IDEMPOTENCY)).toEqual({ intent: intentOf() })
})

test('refused on its way it is undone, nobody stays on the round, and the key is free for another attempt', async () => {
  s2().refuses = true
  await begin()
  const refused = await carryOn(stores, IDEMPOTENCY, intentOf())
  expect(refused).toEqual({ refusal: 'on-a-round', errors: [{ field: 'shipmentIds.1', code: 'on-a-round' }] })
  expect(rounds()).toEqual([null, null])
  expect(await findRound(stores.DB, 'r1')).toBeNull()
  expect(await findAnswer(stores.DB, IDEMPOTENCY)).toBeNull()
  // Once the cause is removed, the same key succeeds: an undone operation is not answered as done.
  s2().refuses = false
  const again = intentOf('a2', { ...ROUND, id: 'r2' })
  await begin(again)
  expect(await carryOn(stores, IDEMPOTENCY, again)).toMatchObject({ status: 201 })
  expect(rounds()).toEqual(['r2', 'r2'])
})

test('cut between refusal and undoing it is undone later, also where nobody would refuse any more', async () => {
  s2().refuses = true
  await begin()
  const undo = vi
    .spyOn(s1(), 'carryOut')
    .mockImplementation((command, call) =>
      command.type === 'withdraw'
        ? Promise.reject(new Error('cut'))
        : Stop.prototype.carryOut.call(s1(), command, call),
    )
  await expect(carryOn(stores, IDEMPOTENCY, intentOf())).rejects.toThrow('cut')
  expect(rounds()).toEqual(['r1', null])
  undo.mockRestore()
  s2().refuses = false
  later()
  expect(await resume(stores, Date.now())).toBe(false)
  expect(rounds()).toEqual([null, null])
  expect(await findAnswer(stores.DB, IDEMPOTENCY)).toBeNull()
})

test('two who go on with it at one moment end it once', async () => {
  await begin()
  const done = await Promise.all([
    carryOn(stores, IDEMPOTENCY, intentOf()),
    carryOn(stores, IDEMPOTENCY, intentOf()),
  ])
  expect(done.filter((one) => one !== null)).toHaveLength(1)
  expect(stops.s1?.commands).toEqual(['schedule'])
  expect(await stopsOf(stores.DB, 'r1')).toHaveLength(2)
  expect(await findAnswer(stores.DB, IDEMPOTENCY)).toMatchObject({ status: 201 })
})

test('undone by one while another does it: what the other did is undone too', async () => {
  s2().refuses = true
  await begin()
  const slow = vi.spyOn(s2(), 'carryOut').mockImplementationOnce(async (command, call) => {
    // Meanwhile another caller was refused, undid everything and gave the claim up.
    await carryOn(stores, IDEMPOTENCY, intentOf())
    s2().refuses = false
    return Stop.prototype.carryOut.call(s2(), command, call)
  })
  expect(await carryOn(stores, IDEMPOTENCY, intentOf())).toBeNull()
  expect(slow).toHaveBeenCalled()
  expect(rounds()).toEqual([null, null])
  expect(await findRound(stores.DB, 'r1')).toBeNull()
})

test('what is young is left to whoever began it; what is left is ended, and one fault holds up no other', async () => {
  await begin()
  expect(await resume(stores, Date.now())).toBe(true)
  expect(rounds()).toEqual([null, null])
  const other = { ...IDEMPOTENCY, key: 'dispatcher:nadia POST /api/rounds key-2' }
  stops.s3 = new Stop()
  const fails = JSON.stringify({
    ...JSON.parse(intentOf('a3', { ...ROUND, id: 'r3' })),
    given: { round: ROUND, shipmentIds: ['gone'] },
  })
  await begin(fails, other)
  later()
  // A resume for one person does not touch the operations of another.
  expect(await resume(stores, Date.now(), 'boris')).toBe(false)
  expect(rounds()).toEqual([null, null, null])
  expect(await resume(stores, Date.now(), 'nadia')).toBe(true)
  expect(await findAnswer(stores.DB, IDEMPOTENCY)).toMatchObject({ status: 201 })
  expect(await findAnswer(stores.DB, other)).toEqual({ intent: fails })
})
