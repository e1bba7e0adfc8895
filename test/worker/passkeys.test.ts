import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { Client, invitationUrl } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import { Authenticator, type Odd } from '../support/authenticator.ts'
import { newPoint } from '../support/counter.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import {
  addPasskey,
  invitedByOffice,
  make,
  night,
  onDevice,
  openShift,
  signShift,
} from '../support/passkeys.ts'
import { decideAsked, operate } from '../support/requests.ts'
import { announce, contractFor } from '../support/world.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const listed = async (client: Client) => (await client.must('GET', '/api/passkeys')).items

/** A browser that nobody knows, with a key that it has just made. */
function newBrowser(): Client {
  const client = new Client(world.url)
  client.device = new Device('Chez moi')
  return client
}

async function actsOn(personId: string): Promise<[string, string][]> {
  const { DB } = await world.worker.getEnv()
  const { results } = await DB.prepare('SELECT act, by_id FROM ancestry WHERE person_id = ? ORDER BY act')
    .bind(personId)
    .all()
  return results.map(({ act, by_id }: Record<string, string>): [string, string] => [act ?? '', by_id ?? ''])
}

const sqlOf = async (personId: string, query: string) =>
  (await world.worker.getDurableObjectStorage('Person', { name: personId })).exec(query)

describe('one’s own passkeys', () => {
  test('R40: a passkey is added, listed, renamed and removed', async () => {
    const { client } = await onDevice(world)
    const key = new Authenticator()
    const options = await client.must('POST', '/api/passkeys/options')
    expect(options).toMatchObject({ rp: { id: 'localhost' }, attestation: 'none', excludeCredentials: [] })
    const added = await client.post('/api/passkeys', {
      name: 'Bureau',
      response: key.create(options, world.publicUrl),
    })
    expect([added.status, added.body]).toEqual([
      201,
      { id: key.id, name: 'Bureau', addedAt: expect.any(String), lastUsedAt: null },
    ])
    const again = await client.must('POST', '/api/passkeys/options')
    expect(again.excludeCredentials.map(({ id }: { id: string }) => id)).toEqual([key.id])
    const renamed = await client.must('POST', `/api/passkeys/${key.id}/rename`, { name: 'Clé bleue' })
    expect(await listed(client)).toEqual([renamed])
    expect(renamed.name).toBe('Clé bleue')
    await client.must('POST', `/api/passkeys/${key.id}/remove`)
    expect(await listed(client)).toEqual([])
    expect((await client.post(`/api/passkeys/${key.id}/rename`, { name: 'x' })).status).toBe(404)
  })

  test('R40: the same call adds one passkey, and is answered as before', async () => {
    const { client } = await onDevice(world)
    const body = { name: 'Bureau', response: await make(world, client) }
    const key = randomUUID()
    const answers = [
      await client.post('/api/passkeys', body, key),
      await client.post('/api/passkeys', body, key),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(answers[0]?.text).toBe(answers[1]?.text)
  })

  test('R40: a registration counts once, even after the passkey was removed', async () => {
    const { client } = await onDevice(world)
    const response = await make(world, client)
    const { id } = await client.must('POST', '/api/passkeys', { name: 'Bureau', response })
    const invalid = [400, [{ field: 'response', code: 'invalid' }]]
    for (const removed of [false, true]) {
      if (removed) await client.must('POST', `/api/passkeys/${id}/remove`)
      const { status, body } = await client.post('/api/passkeys', { name: 'Bureau', response })
      expect([status, body.errors]).toEqual(invalid)
    }
  })

  test('R40: a credential is registered once, whoever it belongs to by then', async () => {
    const { client } = await onDevice(world)
    const key = await addPasskey(world, client)
    const again = await client.post('/api/passkeys', { name: 'x', response: await make(world, client, key) })
    expect([again.status, again.body.code]).toEqual([409, 'passkey-known'])
  })

  test('R40: nothing is added that another site, challenge or person made, or that verified nobody', async () => {
    const { client } = await onDevice(world)
    const other = await onDevice(world)
    const foreign = await other.client.must('POST', '/api/passkeys/options')
    const opening = await new Client(world.url).must('POST', '/api/shift/options', { personId: other.id })
    const odds: Odd[] = [
      { origin: 'https://sesame.example' },
      { rpId: 'sesame.example' },
      { challenge: foreign.challenge },
      { challenge: opening.challenge },
      { challenge: Buffer.from('anything').toString('base64url') },
      { unverified: true },
    ]
    for (const odd of odds) {
      const response = await make(world, client, new Authenticator(), odd)
      const { status, body } = await client.post('/api/passkeys', { name: 'x', response })
      expect([status, body.errors], JSON.stringify(odd)).toEqual([
        400,
        [{ field: 'response', code: 'invalid' }],
      ])
    }
    expect(await listed(client)).toEqual([])
  })

  test('R40: ten passkeys a person, and no eleventh', async () => {
    const { client } = await onDevice(world)
    const late = await make(world, client)
    for (let n = 0; n < 10; n++) await addPasskey(world, client, `Clé ${n}`)
    expect((await client.post('/api/passkeys', { name: 'x', response: late })).body.code).toBe(
      'passkeys-full',
    )
    expect((await client.post('/api/passkeys/options')).body.code).toBe('passkeys-full')
    const [{ id }] = await listed(client)
    await client.must('POST', `/api/passkeys/${id}/remove`)
    await addPasskey(world, client, 'Clé 10')
  })

  test('R40: another’s passkey is as if it were not there', async () => {
    const [one, other] = [await onDevice(world), await onDevice(world)]
    const { id } = await addPasskey(world, one.client)
    for (const of of [id, 'x'.repeat(22)]) {
      expect((await other.client.post(`/api/passkeys/${of}/remove`)).status).toBe(404)
      expect((await other.client.post(`/api/passkeys/${of}/rename`, { name: 'x' })).status).toBe(404)
    }
    expect(await listed(one.client)).toHaveLength(1)
  })

  test('R40: a session without a device, and one on a device that is lent, add no passkey', async () => {
    const none = await world.dispatcher.post('/api/passkeys/options')
    expect([none.status, none.body.code]).toEqual([409, 'no-device'])
    const { id, client } = await onDevice(world, 'courier')
    await sqlOf(id, `UPDATE devices SET until = ${Date.now() + 3_600_000}`)
    expect((await client.post('/api/passkeys/options')).body.code).toBe('no-device')
  })

  test('R9: whoever invited the device has a hand in the passkey', async () => {
    const { id, client } = await invitedByOffice(world, 'depot')
    await addPasskey(world, client)
    const [, , [act, by] = []] = await actsOn(id)
    expect(act).toBe('passkey')
    expect((await actsOn(id)).every(([, one]) => one === by)).toBe(true)
  })
})

describe('the next shift', () => {
  /** Somebody with a passkey, on the next morning. */
  async function morning(role: 'dispatcher' | 'depot' | 'courier' = 'dispatcher', key = new Authenticator()) {
    const person = await onDevice(world, role)
    await addPasskey(world, person.client, 'Bureau', key)
    await night(world, person.id)
    return { ...person, key }
  }

  test.each(['dispatcher', 'depot', 'courier'] as const)(
    'R40: a passkey opens the next shift of a %s on their device',
    async (role) => {
      const { id, client, key } = await morning(role)
      expect((await client.get('/api/passkeys')).status).toBe(401)
      const opened = await openShift(world, client, id, key)
      expect(opened.status).toBe(201)
      expect(opened.body).toMatchObject({ role, personId: id, name: 'Anne Petit' })
      const [{ lastUsedAt }] = await listed(client)
      expect(Date.now() - Date.parse(lastUsedAt)).toBeLessThan(60_000)
      expect((await client.post('/api/session/renew', { personId: id })).status).toBe(200)
    },
  )

  test('R40: the device’s earlier session ends, those of other devices go on', async () => {
    const { id, client, key } = await morning()
    const home = newBrowser()
    expect((await openShift(world, home, id, key, { enrols: true })).status).toBe(201)
    expect((await openShift(world, client, id, key)).status).toBe(201)
    const copy = client.copy()
    copy.device = client.device
    expect((await openShift(world, client, id, key)).status).toBe(201)
    expect((await copy.get('/api/passkeys')).status).toBe(401)
    expect((await client.get('/api/passkeys')).status).toBe(200)
    expect((await home.get('/api/passkeys')).status).toBe(200)
  })

  test('R40: the same call opens one session, its answer lost', async () => {
    const { id, client, key } = await morning()
    const call = randomUUID()
    const body = { personId: id, passkey: await signShift(world, client, id, key) }
    const answers = [await client.post('/api/shift', body, call), await client.post('/api/shift', body, call)]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect((await world.dispatcher.must('GET', `/api/people/${id}`)).sessions).toHaveLength(1)
  })

  test('R40: what was signed opens one shift', async () => {
    const { id, client, key } = await morning()
    const passkey = await signShift(world, client, id, key)
    expect((await client.post('/api/shift', { personId: id, passkey })).status).toBe(201)
    const replayed = await client.post('/api/shift', { personId: id, passkey })
    expect([replayed.status, replayed.body.code]).toEqual([401, 'unauthorised'])
  })

  test('R40: one that does not count opens nothing twice either', async () => {
    const { id, client, key } = await morning('dispatcher', new Authenticator({ counts: false }))
    const passkey = await signShift(world, client, id, key)
    expect((await client.post('/api/shift', { personId: id, passkey })).status).toBe(201)
    expect((await client.post('/api/shift', { personId: id, passkey })).status).toBe(401)
    expect((await openShift(world, client, id, key)).status).toBe(201)
  })

  test('R40: a count that does not go on is a copy’s', async () => {
    const { id, client, key } = await morning()
    expect((await openShift(world, client, id, key, { odd: { counter: 40 } })).status).toBe(201)
    for (const counter of [40, 39, 0])
      expect((await openShift(world, client, id, key, { odd: { counter } })).status).toBe(401)
    expect((await openShift(world, client, id, key, { odd: { counter: 41 } })).status).toBe(201)
  })

  test('R40: another site, an altered challenge, another person’s and one for another act open nothing', async () => {
    const { id, client, key } = await morning()
    const other = await onDevice(world)
    await addPasskey(world, other.client)
    const theirs = await other.client.must('POST', '/api/shift/options', { personId: other.id })
    const adding = await other.client.must('POST', '/api/passkeys/options')
    const own = await client.must('POST', '/api/shift/options', { personId: id })
    const odds: Odd[] = [
      { origin: 'https://sesame.example' },
      { origin: `${world.publicUrl}0` },
      { rpId: 'sesame.example' },
      { challenge: theirs.challenge },
      { challenge: adding.challenge },
      { challenge: own.challenge.slice(0, -4) },
      { unverified: true },
    ]
    for (const odd of odds)
      expect((await openShift(world, client, id, key, { odd })).status, JSON.stringify(odd)).toBe(401)
    expect((await openShift(world, client, id, key)).status).toBe(201)
  })

  test('R40: another’s passkey opens nothing, even on this device', async () => {
    const { id, client } = await morning()
    const other = await morning()
    const options = await client.must('POST', '/api/shift/options', { personId: id })
    const passkey = other.key.get(options, world.publicUrl)
    expect((await client.post('/api/shift', { personId: id, passkey })).status).toBe(401)
    // Nor does one that was never registered, under the id of one that was.
    const forged = {
      ...new Authenticator().get(options, world.publicUrl),
      id: (await firstOf(client, id)).id,
    }
    expect((await client.post('/api/shift', { personId: id, passkey: forged })).status).toBe(401)
  })

  const firstOf = async (client: Client, personId: string) =>
    (await client.must('POST', '/api/shift/options', { personId })).allowCredentials[0]

  test('R40: a removed passkey opens nothing, and its device hears that there is none', async () => {
    const { id, client } = await onDevice(world)
    const key = await addPasskey(world, client)
    const passkey = await signShift(world, client, id, key)
    await client.must('POST', `/api/passkeys/${key.id}/remove`)
    expect((await client.post('/api/shift', { personId: id, passkey })).status).toBe(401)
    const asked = await client.post('/api/shift/options', { personId: id })
    expect([asked.status, asked.body.code]).toEqual([409, 'no-passkey'])
  })

  test('R40: to whoever is not on a device of theirs, everybody has the same options', async () => {
    const { id } = await morning()
    const { id: without } = await onDevice(world)
    const answers = []
    for (const personId of [id, without, randomUUID()])
      for (const client of [new Client(world.url), newBrowser()])
        answers.push(await client.post('/api/shift/options', { personId }))
    for (const { status, body } of answers) {
      const { challenge, ...rest } = body
      expect([status, rest]).toEqual([
        200,
        { rpId: 'localhost', timeout: 300_000, allowCredentials: [], userVerification: 'required' },
      ])
      expect(challenge.length).toBeGreaterThan(100)
    }
  })
})

describe('another device', () => {
  async function withPasskey(role: 'dispatcher' | 'depot' | 'courier' = 'dispatcher') {
    const person = await onDevice(world, role)
    return { ...person, key: await addPasskey(world, person.client) }
  }

  test('R40: a passkey enrols a browser that nobody knows, which then signs, renews and opens shifts', async () => {
    const { id, key } = await withPasskey()
    const home = newBrowser()
    const opened = await openShift(world, home, id, key, { enrols: true })
    expect([opened.status, opened.body.personId]).toEqual([201, id])
    expect((await home.get('/api/devices')).status).toBe(200)
    expect((await home.post('/api/session/renew', { personId: id })).status).toBe(200)
    const { items } = await world.dispatcher.must('GET', `/api/devices?person=${id}`)
    expect(items.map(({ name }: { name: string }) => name).sort()).toEqual(['Bureau', 'Chez moi'])
    await night(world, id)
    expect((await openShift(world, home, id, key)).status).toBe(201)
  })

  test('R9: whoever invited the person has a hand in that device', async () => {
    const { id, client } = await invitedByOffice(world, 'dispatcher')
    const key = await addPasskey(world, client)
    const { DB } = await world.worker.getEnv()
    await DB.prepare("DELETE FROM ancestry WHERE person_id = ? AND act = 'device'").bind(id).run()
    expect((await openShift(world, newBrowser(), id, key, { enrols: true })).status).toBe(201)
    const acts = await actsOn(id)
    expect(acts.map(([act]) => act)).toEqual(['device', 'invited', 'passkey'])
    expect(new Set(acts.map(([, by]) => by)).size).toBe(1)
  })

  test('R40: a passkey enrols only the key that signs the call', async () => {
    const { id, key } = await withPasskey()
    const thief = newBrowser()
    const passkey = await signShift(world, thief, id, key)
    const bare = await thief.post('/api/shift', { personId: id, passkey })
    const another = await thief.post('/api/shift', { personId: id, passkey, device: new Device().given })
    const unsigned = await new Client(world.url).post('/api/shift', {
      ...{ personId: id, passkey, device: new Device().given },
    })
    for (const { status, body } of [bare, another, unsigned])
      expect([status, body.code]).toEqual([401, 'unauthorised'])
    const { status } = await thief.post('/api/shift', { personId: id, passkey, device: thief.device!.given })
    expect(status).toBe(201)
  })

  test('R40: the key of a revoked device is not enrolled by a passkey', async () => {
    const { id, key, client } = await withPasskey()
    const { items } = await world.dispatcher.must('GET', `/api/devices?person=${id}`)
    await world.dispatcher.must('POST', `/api/devices/${encodeURIComponent(items[0].id)}/revoke`)
    const refused = await openShift(world, client, id, key, { enrols: true })
    expect([refused.status, refused.body.code]).toEqual([409, 'device-revoked'])
    expect((await openShift(world, newBrowser(), id, key, { enrols: true })).status).toBe(201)
  })

  test('R42: a courier’s passkey enrols no device', async () => {
    const { id, key } = await withPasskey('courier')
    const refused = await openShift(world, newBrowser(), id, key, { enrols: true })
    expect([refused.status, refused.body.code]).toEqual([409, 'no-device'])
  })

  test('R40: at a counter, a device by passkey works at the person’s own point', async () => {
    const pointId = await newPoint(world, { lat: 48.39, lon: -4.48 })
    const { id, client } = await onDevice(world, 'counter', pointId)
    const key = await addPasskey(world, client)
    const home = newBrowser()
    expect((await openShift(world, home, id, key, { enrols: true })).status).toBe(201)
    expect((await home.get('/api/holds')).status).toBe(200)
  })
})

describe('who is out, and who comes back', () => {
  test('R40: whoever is revoked has no passkey any more', async () => {
    const { id, client } = await onDevice(world)
    const key = await addPasskey(world, client)
    const passkey = await signShift(world, client, id, key)
    await world.dispatcher.must('POST', `/api/people/${id}/revoke`)
    const body = { personId: id, passkey }
    expect((await client.post('/api/shift', body)).status).toBe(401)
    const home = newBrowser()
    expect((await home.post('/api/shift', { ...body, device: home.device!.given })).status).toBe(401)
    expect(await sqlOf(id, "SELECT id FROM passkeys WHERE removed IS NULL OR key <> ''")).toEqual([])
  })

  test('R9: whoever has a passkey is not invited again, and an invitation of before opens nothing', async () => {
    const { id, client } = await invitedByOffice(world, 'depot')
    const again = { role: 'depot', personId: id }
    const { url } = await world.dispatcher.must('POST', '/api/invitations', again)
    const key = await addPasskey(world, client)
    const refused = await world.dispatcher.post('/api/invitations', again)
    expect([refused.status, refused.body.errors]).toEqual([400, [{ field: 'personId', code: 'has-passkey' }]])
    const thief = newBrowser()
    const token = url.split('#')[1]
    const late = await thief.post('/api/session', { token, device: thief.device!.given })
    expect([late.status, late.body.code]).toEqual([401, 'invitation-used'])
    await client.must('POST', `/api/passkeys/${key.id}/remove`)
    await world.dispatcher.must('POST', '/api/invitations', again)
  })

  test('R9: signing somebody out everywhere opens their account to nobody; only the operator lets them back in', async () => {
    const { id, client } = await invitedByOffice(world, 'depot')
    await addPasskey(world, client)
    await world.dispatcher.must('POST', `/api/people/${id}/revoke`)
    const again = { role: 'depot', personId: id }
    expect((await world.dispatcher.post('/api/invitations', again)).body.errors).toEqual([
      { field: 'personId', code: 'has-passkey' },
    ])
    expect((await operate(world, { act: 'recover', subject: id })).status).toBe(200)
    await world.dispatcher.must('POST', '/api/invitations', again)
  })

  test('R9: a recovered person has neither session, device nor passkey, and agrees to nothing for 72 hours', async () => {
    const { id, client } = await onDevice(world)
    const key = await addPasskey(world, client)
    const passkey = await signShift(world, client, id, key)
    expect((await operate(world, { act: 'recover', subject: id })).status).toBe(200)
    expect((await client.get('/api/passkeys')).status).toBe(401)
    expect((await client.post('/api/shift', { personId: id, passkey })).status).toBe(401)
    const home = newBrowser()
    expect((await openShift(world, home, id, key, { enrols: true })).status).toBe(401)
    const given = { subject: id, name: 'Anne Petit', personId: id }
    const { token } = await invitationUrl(world.url, world.signingKey, 'dispatcher', given)
    const back = await home.post('/api/session', { token, device: home.device!.given })
    expect([back.status, back.body.personId]).toEqual([201, id])
    expect(await listed(home)).toEqual([])
    await addPasskey(world, home)
    const { id: shipment } = await announce(world, await contractFor(world, 'chronopost'))
    const contact = { phone: '+33639980008' }
    const asked = await world.dispatcher.must('POST', `/api/shipments/${shipment}/contact`, contact)
    expect(await decideAsked(home, asked)).toMatchObject({ status: 403, body: { code: 'second-person' } })
  })
})
