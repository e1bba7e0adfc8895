import * as v from 'valibot'
import * as people from '../api/people/operations.ts'
import { LENT_MS } from '../domain/limits.ts'
import type { Context } from '../http/context.ts'
import { list } from '../http/list.ts'
import { ok, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { textJudge } from '../judge.ts'
import { personIdOf, personStub } from '../objects/person.ts'
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
import type { Invitation } from '../security/tokens.ts'
import { PEOPLE_TABLE, POINTS_TABLE, PROVIDERS_TABLE } from './csv/office.ts'
import { runOperation, writeToRegistry } from './parts/idempotent-write.ts'
import { INVITATION_MS, revealInvitation } from './parts/invitation.ts'
import { release } from './parts/release.ts'

const newId = () => crypto.randomUUID()
const now = () => new Date().toISOString()

/**
 * Reads `?role=counter,depot`. Names beyond the sixth are dropped, because there are fewer roles than that.
 */
const rolesOf = (c: Context) => (c.http.req.query('role') || 'courier').split(',').slice(0, 6)

const edgeTo = (c: Context, personId: string, act: 'created' | 'invited') =>
  addEdge(c.env.DB, { personId, byId: c.principal.id, act, at: Date.now() })

/** Serves providers, people, points and invitations: who may do what. */
export const peopleHandlers: Served[] = [
  serve(people.createProvider, (c) =>
    writeToRegistry(c, async () => {
      const body = { id: newId(), name: c.body.name }
      return {
        reply: { status: 201, body },
        statements: [insertProvider(c.env.DB, body.id, body.name, now())],
      }
    }),
  ),
  serve(people.listProviders, (c) =>
    list(c, {
      cursor: v.string(),
      table: PROVIDERS_TABLE,
      read: (after, limit) => listProviders(c.env.DB, after ?? '', limit),
      positionOf: ({ id }) => id,
    }),
  ),
  serve(people.createCourier, (c) =>
    writeToRegistry(c, async () => {
      const { name, providerId } = c.body
      if (!(await findProvider(c.env.DB, providerId)))
        return refuse('bad-request', [{ field: 'providerId', code: 'unknown' }])
      const body = { id: newId(), name, providerId }
      const person = { ...body, role: 'courier', pointId: null, invitedBy: c.principal.id }
      const edge = edgeTo(c, body.id, 'created')
      return { reply: { status: 201, body }, statements: [insertPerson(c.env.DB, person, now()), edge] }
    }),
  ),
  serve(people.list, (c) =>
    list(c, {
      cursor: v.string(),
      table: PEOPLE_TABLE,
      read: (after, limit) => listPeople(c.env.DB, rolesOf(c), after ?? '', limit),
      positionOf: ({ id }) => id,
    }),
  ),
  serve(people.read, async (c) => {
    const person = await findPerson(c.env.DB, c.params.id)
    if (!person) return refuse('not-found')
    const { blocked, sessions } = await personStub(c.env.PERSON, person.id).look()
    const open = sessions.map(({ id, expiresAt }) => ({ id, expiresAt: new Date(expiresAt).toISOString() }))
    return ok({ ...person, blocked, sessions: open })
  }),
  serve(people.revokeSession, async (c) => {
    const id = c.params.id
    // Only a person of the registry is asked, so that no object is woken for an invented id.
    const person = await findPerson(c.env.DB, personIdOf(id))
    const ended = person && (await personStub(c.env.PERSON, person.id).end(id, 'ended'))
    return ended ? ok({ outcome: 'done' }) : refuse('not-found')
  }),
  serve(people.createPoint, (c) =>
    writeToRegistry(c, async () => {
      const given = c.body
      const faults = (await textJudge()).pointFaults(given)
      if (faults.length > 0) return refuse('bad-request', faults)
      const body = { id: newId(), ...given }
      return { reply: { status: 201, body }, statements: [insertPoint(c.env.DB, body, now())] }
    }),
  ),
  serve(people.listPoints, (c) =>
    list(c, {
      cursor: v.string(),
      table: POINTS_TABLE,
      read: (after, limit) => listPoints(c.env.DB, after ?? '', limit),
      positionOf: ({ id }) => id,
    }),
  ),
  serve(people.invite, (c) =>
    writeToRegistry(
      c,
      async () => {
        const given = c.body
        const { role, subjectId, name, lent } = given
        if (lent && role !== 'courier')
          return refuse('bad-request', [{ field: 'lent', code: 'unknown-field' }])
        const common = { jti: newId(), invitedBy: c.principal.id, issuedAt: Date.now(), role }
        const exp = Math.floor((Date.now() + INVITATION_MS) / 1000)
        let invitation: Invitation = { ...common, exp, personId: newId(), name: name ?? role }
        if (role === 'courier') {
          const courier = subjectId ? await findPerson(c.env.DB, subjectId) : null
          if (courier?.role !== 'courier')
            return refuse('bad-request', [{ field: 'subjectId', code: 'unknown' }])
          invitation = { ...invitation, personId: courier.id, name: courier.name }
          if (lent) invitation = { ...invitation, substitute: true, until: Date.now() + LENT_MS }
        } else if (role === 'counter') {
          const point = subjectId ? await findPoint(c.env.DB, subjectId) : null
          if (!point) return refuse('bad-request', [{ field: 'subjectId', code: 'unknown' }])
          invitation = { ...invitation, pointId: point.id, name: name ?? point.name }
        } else if (subjectId) return refuse('bad-request', [{ field: 'subjectId', code: 'unknown-field' }])
        const known = given.personId === undefined ? null : await findPerson(c.env.DB, given.personId)
        if (given.personId !== undefined) {
          const same = known?.role === role && (known.pointId ?? undefined) === invitation.pointId
          if (!known || role === 'courier' || !same)
            return refuse('bad-request', [{ field: 'personId', code: 'unknown' }])
          // Whoever has a passkey signs in with it. Another way into the account would be somebody else's: a person who
          // lost theirs is a new person, or the operator recovers the account (R9).
          if (await personStub(c.env.PERSON, known.id).signsInByPasskey())
            return refuse('bad-request', [{ field: 'personId', code: 'has-passkey' }])
          invitation = { ...invitation, personId: known.id, name: known.name }
        }
        const { personId, pointId = null, invitedBy } = invitation
        const person = { id: personId, role, name: invitation.name, providerId: null, pointId, invitedBy }
        // An invited person is listed from now on, so that an unused invitation can be seen and ended.
        const statements = role === 'courier' ? [] : [insertPerson(c.env.DB, person, now())]
        // Every invitation adds an edge, because a person who invites another has a hand in what they do
        // (R9).
        statements.push(edgeTo(c, personId, 'invited'))
        return { reply: { status: 201, body: invitation }, statements }
      },
      {
        reveal: (claims) => revealInvitation(c.config, claims as Invitation),
      },
    ),
  ),
  // Both run under their idempotency key: a late repetition must not lift a newer block or end a newer
  // session.
  serve(people.release, (c) => release(c)),
  serve(people.revoke, (c) =>
    runOperation(c, async () => {
      const person = await findPerson(c.env.DB, c.params.id)
      return person ? { operation: 'end-sessions', given: { personId: person.id } } : refuse('not-found')
    }),
  ),
]
