import * as people from '../api/people/operations.ts'
import { SHEET_MS } from '../domain/limits.ts'
import { refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { addInvitedEdges } from '../registry/ancestry.ts'
import { couriersOf } from '../registry/people.ts'
import type { Invitation } from '../security/tokens.ts'
import { writeToRegistry } from './parts/idempotent-write.ts'
import { revealInvitation } from './parts/invitation.ts'

/** Serves the invitations of a morning sheet. */
export const invitationSheetHandlers: Served[] = [
  serve(people.inviteAll, (c) =>
    writeToRegistry(
      c,
      async () => {
        // A courier who is named twice gets one invitation, because two would void each other.
        const ids = [...new Set(c.body.courierIds)]
        const names = await couriersOf(c.env.DB, ids)
        const unknown = c.body.courierIds.flatMap((id, index) =>
          names.has(id) ? [] : [{ field: `courierIds.${index}`, code: 'unknown' }],
        )
        if (unknown.length > 0) return refuse('bad-request', unknown)
        const now = Date.now()
        const exp = Math.floor((now + SHEET_MS) / 1000)
        const items = ids.map((personId): Invitation => {
          const jti = crypto.randomUUID()
          const name = names.get(personId) ?? ''
          return { jti, role: 'courier', personId, name, invitedBy: c.principal.id, issuedAt: now, exp }
        })
        // Whoever invites somebody has a hand in what they do (R9).
        const statements = [addInvitedEdges(c.env.DB, ids, c.principal.id, now)]
        return { reply: { status: 201, body: { items } }, statements }
      },
      {
        reveal: async (body) => {
          const { items } = body as { items: Invitation[] }
          const shown = items.map(async (invitation) => {
            const { personId: courierId, name } = invitation
            return { courierId, name, ...(await revealInvitation(c.config, invitation)) }
          })
          return { items: await Promise.all(shown) }
        },
      },
    ),
  ),
]
