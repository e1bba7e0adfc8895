import * as people from '../api/people/operations.ts'
import { SHEET_MS } from '../domain/limits.ts'
import { refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { addInvitedEdges } from '../registry/ancestry.ts'
import { couriersOf } from '../registry/people.ts'
import type { Invitation } from '../security/tokens.ts'
import { writeToRegistry } from './parts/idempotent-write.ts'
import { revealInvitation } from './parts/invitation.ts'

/** A line of a sheet as it is stored. */
interface Line {
  name: string
  invitation: Invitation
}

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
        const common = { role: 'courier', invitedBy: c.principal.id, issuedAt: now, exp } as const
        const items = ids.map((personId): Line => {
          // Who it is for is known, and a code without the name is easier to scan.
          const invitation = { ...common, jti: crypto.randomUUID(), personId, name: '' }
          return { name: names.get(personId) ?? '', invitation }
        })
        // Whoever invites somebody has a hand in what they do (R9).
        const statements = [addInvitedEdges(c.env.DB, ids, c.principal.id, now)]
        return { reply: { status: 201, body: { items } }, statements }
      },
      {
        reveal: async (body) => {
          const shown = (body as { items: Line[] }).items.map(async ({ name, invitation }) => {
            const revealed = await revealInvitation(c.config, invitation)
            return { courierId: invitation.personId, name, ...revealed }
          })
          return { items: await Promise.all(shown) }
        },
      },
    ),
  ),
]
