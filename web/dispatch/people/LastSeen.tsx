import type { PersonLine } from '../../../worker/wire/views.ts'
import { Badge } from '../../ui/bits.tsx'
import { When } from '../when.tsx'
import { presenceOf } from './presence.ts'
import { t } from './texts.ts'

/** When a person last used Sesame, to the hour; or that they never did, and whether their invitation still waits. */
export function LastSeen({ person }: { person: PersonLine }) {
  const presence = presenceOf(person, Date.now())
  if (presence === 'seen') return <When at={person.lastSeenAt ?? person.createdAt} />
  return <Badge tone={presence === 'invited' ? 'accent' : 'neutral'}>{t(`presence.${presence}`)}</Badge>
}
