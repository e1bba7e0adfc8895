import * as api from '../api/passkeys/operations.ts'
import { PASSKEYS_MAX } from '../domain/limits.ts'
import { enrolsByPasskey } from '../domain/roles.ts'
import type { Context } from '../http/context.ts'
import { ok, type Refused, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { type KnownDevice, type KnownPasskey, personStub } from '../objects/person.ts'
import { findPerson } from '../registry/people.ts'
import { signChallenge, verifyChallenge } from '../security/challenge.ts'
import { verifier } from '../verifier.ts'
import { runOperation, runRepeatable } from './parts/idempotent-write.ts'
import { creationOptions } from './parts/passkey-options.ts'

const own = (c: Context) => personStub(c.env.PERSON, c.principal.id)

const lineOf = ({ id, name, addedAt, usedAt }: KnownPasskey) => ({
  ...{ id, name, addedAt: new Date(addedAt).toISOString() },
  lastUsedAt: usedAt === null ? null : new Date(usedAt).toISOString(),
})

/**
 * Returns the device of this session, or null. Without one nobody could say whose hand is in the passkey; and on a device that
 * is lent it would stay behind, in the hands that get it tomorrow.
 */
async function deviceHere(c: Context): Promise<KnownDevice | null> {
  const { session } = c.principal
  const device = session?.device ? await own(c).device(session.device.id) : null
  return device?.until === null ? device : null
}

/** Serves a person's own passkeys (R40). */
export const passkeysHandlers: Served[] = [
  serve(api.options, async (c) => {
    if (!(await deviceHere(c))) return refuse('no-device')
    const known = await own(c).passkeys()
    if (known.length >= PASSKEYS_MAX) return refuse('passkeys-full')
    const { id: personId } = c.principal
    const name = (await findPerson(c.env.DB, personId))?.name ?? personId
    const asked = { personId, purpose: 'register' } as const
    const challenge = await signChallenge(c.config.sessionKeys, asked, Date.now())
    return ok(creationOptions(c.config.publicUrl, { id: personId, name }, challenge, known))
  }),
  serve(api.add, (c) =>
    runOperation(c, async () => {
      const device = await deviceHere(c)
      if (!device) return refuse('no-device')
      const { name, response } = c.body
      const asked = { personId: c.principal.id, purpose: 'register' } as const
      let jti: string | undefined
      const made = await (await verifier()).verifyMade(response, {
        origin: c.config.publicUrl,
        isChallenge: async (challenge) => {
          jti = (await verifyChallenge(c.config.sessionKeys, challenge, asked, Date.now()))?.jti
          return jti !== undefined
        },
      })
      if (!made || jti === undefined) return refuse('bad-request', [{ field: 'response', code: 'invalid' }])
      const { transports } = response
      const passkey = { ...made, transports, name, invitedBy: device.enrolledBy }
      const voidInvitations = enrolsByPasskey(c.principal.role)
      return { operation: 'add-passkey', given: { passkey, jti, voidInvitations } }
    }),
  ),
  serve(api.list, async (c) => ok({ items: (await own(c).passkeys()).map(lineOf), cursor: null })),
  serve(api.rename, (c) =>
    runRepeatable(c, async (): Promise<Refused | { status: number; body: object }> => {
      const renamed = await own(c).renamePasskey(c.params.id, c.body.name)
      return renamed ? ok(lineOf(renamed)) : refuse('not-found')
    }),
  ),
  serve(api.remove, (c) =>
    runRepeatable(
      c,
      async (): Promise<Refused | { status: number; body: object }> =>
        (await own(c).removePasskey(c.params.id)) ? ok({ outcome: 'done' }) : refuse('not-found'),
    ),
  ),
]
