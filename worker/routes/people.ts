import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import * as peopleBody from '../api/people/bodies.ts'
import type { AppEnv } from '../http/context.ts'
import { list } from '../http/list.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { judge } from '../judge.ts'
import { personIdOf, personOf } from '../person/api.ts'
import { addEdge } from '../registry/ancestry.ts'
import {
  findPerson,
  findProvider,
  insertPerson,
  insertProvider,
  listPeople,
  listProviders,
} from '../registry/people.ts'
import { findPoint, insertPoint, listPoints } from '../registry/points.ts'
import { type Invitation, signInvitation } from '../security/tokens.ts'
import { once, operate } from './once.ts'
import { release } from './release.ts'
import { PEOPLE, POINTS, PROVIDERS } from './sheets.ts'

/** An invitation lies in a chat or on a desk: it lives long enough to be scanned, not to be found. */
const INVITATION_MS = 24 * 3_600_000
const newId = () => crypto.randomUUID()
const now = () => new Date().toISOString()

/** `?role=counter,depot`; a list of more names than there are roles is no list of roles. */
const rolesOf = (c: Context<AppEnv>) => (c.req.query('role') || 'courier').split(',').slice(0, 6)

const edgeTo = (c: Context<AppEnv>, personId: string, act: 'created' | 'invited') =>
  addEdge(c.env.DB, { personId, byId: c.get('principal').id, act, at: Date.now() })

/** Providers, couriers, points and invitations: who may do what. */
export const people = new Hono<AppEnv>()
  .on('POST', ['/api/providers', '/api/couriers'], requires('manage-people'))
  .on('POST', '/api/invitations', requires('manage-people'))
  .on('POST', ['/api/people/:id/release', '/api/people/:id/revoke'], requires('manage-people'))
  .on('GET', ['/api/people', '/api/people/:id', '/api/providers'], requires('manage-people'))
  .on('POST', '/api/sessions/:id/revoke', requires('manage-people'))
  .on(['GET', 'POST'], '/api/points', requires('manage-points'))
  .post('/api/providers', ...write(peopleBody.createProvider), (c) =>
    once(c, async () => {
      const body = { id: newId(), name: c.req.valid('json').name }
      return {
        reply: { status: 201, body },
        statements: [insertProvider(c.env.DB, body.id, body.name, now())],
      }
    }),
  )
  .get('/api/providers', (c) =>
    list(c, {
      cursor: v.string(),
      sheet: PROVIDERS,
      read: (after, limit) => listProviders(c.env.DB, after ?? '', limit),
      placeOf: ({ id }) => id,
    }),
  )
  .post('/api/couriers', ...write(peopleBody.createCourier), (c) =>
    once(c, async () => {
      const { name, providerId } = c.req.valid('json')
      if (!(await findProvider(c.env.DB, providerId)))
        return problem(c, 'bad-request', [{ field: 'providerId', code: 'unknown' }])
      const body = { id: newId(), name, providerId }
      const person = { ...body, role: 'courier', pointId: null, invitedBy: c.get('principal').id }
      const edge = edgeTo(c, body.id, 'created')
      return { reply: { status: 201, body }, statements: [insertPerson(c.env.DB, person, now()), edge] }
    }),
  )
  .get('/api/people', (c) =>
    list(c, {
      cursor: v.string(),
      sheet: PEOPLE,
      read: (after, limit) => listPeople(c.env.DB, rolesOf(c), after ?? '', limit),
      placeOf: ({ id }) => id,
    }),
  )
  .get('/api/people/:id', async (c) => {
    const person = await findPerson(c.env.DB, c.req.param('id'))
    if (!person) return problem(c, 'not-found')
    const { blocked, sessions } = await personOf(c.env.PERSON, person.id).look()
    const open = sessions.map(({ id, expiresAt }) => ({ id, expiresAt: new Date(expiresAt).toISOString() }))
    return c.json({ ...person, blocked, sessions: open }, 200)
  })
  .post('/api/sessions/:id/revoke', ...write(peopleBody.release), async (c) => {
    const id = c.req.param('id')
    // Nobody is asked about a person who was made up.
    const person = await findPerson(c.env.DB, personIdOf(id))
    const ended = person && (await personOf(c.env.PERSON, person.id).end(id, 'ended'))
    return ended ? c.json({ outcome: 'done' }, 200) : problem(c, 'not-found')
  })
  .post('/api/points', ...write(peopleBody.createPoint), (c) =>
    once(c, async () => {
      const given = c.req.valid('json')
      const faults = (await judge()).pointFaults(given)
      if (faults.length > 0) return problem(c, 'bad-request', faults)
      const body = { id: newId(), ...given }
      return { reply: { status: 201, body }, statements: [insertPoint(c.env.DB, body, now())] }
    }),
  )
  .get('/api/points', (c) =>
    list(c, {
      cursor: v.string(),
      sheet: POINTS,
      read: (after, limit) => listPoints(c.env.DB, after ?? '', limit),
      placeOf: ({ id }) => id,
    }),
  )
  .post('/api/invitations', ...write(peopleBody.createInvitation), (c) =>
    once(
      c,
      async () => {
        const given = c.req.valid('json')
        const { role, subjectId, name } = given
        const common = { jti: newId(), invitedBy: c.get('principal').id, issuedAt: Date.now(), role }
        const exp = Math.floor((Date.now() + INVITATION_MS) / 1000)
        let invitation: Invitation = { ...common, exp, personId: newId(), name: name ?? role }
        if (role === 'courier') {
          const courier = subjectId ? await findPerson(c.env.DB, subjectId) : null
          if (courier?.role !== 'courier')
            return problem(c, 'bad-request', [{ field: 'subjectId', code: 'unknown' }])
          invitation = { ...invitation, personId: courier.id, name: courier.name }
        } else if (role === 'counter') {
          const point = subjectId ? await findPoint(c.env.DB, subjectId) : null
          if (!point) return problem(c, 'bad-request', [{ field: 'subjectId', code: 'unknown' }])
          invitation = { ...invitation, pointId: point.id, name: name ?? point.name }
        } else if (subjectId)
          return problem(c, 'bad-request', [{ field: 'subjectId', code: 'unknown-field' }])
        const known = given.personId === undefined ? null : await findPerson(c.env.DB, given.personId)
        if (given.personId !== undefined) {
          const same = known?.role === role && (known.pointId ?? undefined) === invitation.pointId
          if (!known || role === 'courier' || !same)
            return problem(c, 'bad-request', [{ field: 'personId', code: 'unknown' }])
          invitation = { ...invitation, personId: known.id, name: known.name }
        }
        const { personId, pointId = null, invitedBy } = invitation
        const person = { id: personId, role, name: invitation.name, providerId: null, pointId, invitedBy }
        // Somebody who is invited is listed from then on, so that an invitation nobody used is seen, and can be ended.
        const statements = role === 'courier' ? [] : [insertPerson(c.env.DB, person, now())]
        // Each invitation anew: whoever lets somebody in has a hand in what they do (R9).
        statements.push(edgeTo(c, personId, 'invited'))
        return { reply: { status: 201, body: invitation }, statements }
      },
      {
        // Signed anew for every reply: the stored claims are no key to anything.
        reveal: async (claims) => {
          const { signingKeys, publicUrl } = c.get('config')
          const invitation = claims as Invitation
          const key = signingKeys[0]
          if (!key) throw new Error('no signing key')
          const url = `${publicUrl}/app/#${await signInvitation(key, invitation)}`
          return { url, expiresAt: new Date(invitation.exp * 1000).toISOString() }
        },
      },
    ),
  )
  // Both stand under their key: a late repetition must not lift a newer block or end a newer session.
  .post('/api/people/:id/release', ...write(peopleBody.release), (c) => release(c))
  .post('/api/people/:id/revoke', ...write(peopleBody.release), (c) =>
    operate(c, async () => {
      const person = await findPerson(c.env.DB, c.req.param('id'))
      return person ? { operation: 'end-sessions', given: { personId: person.id } } : problem(c, 'not-found')
    }),
  )
