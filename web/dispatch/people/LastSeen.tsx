import type { PersonLine } from '../../../worker/api/people/answers.ts'
import { Badge } from '../../ui/bits.tsx'
import { brief, When } from '../when.tsx'
import { presenceOf } from './presence.ts'
import { t } from './texts.ts'

export interface LastSeenProps {
  person: PersonLine
  /** Not shown in a column of its own, so it says what the time means. */
  alone?: boolean
}

/** Shows when a person last used Sesame, to the hour, or never, and whether an invitation is still open. */
export function LastSeen({ person, alone }: LastSeenProps) {
  const { lastSeenAt } = person
  if (lastSeenAt)
    return alone ? <span>{t('seenAt', { time: brief(lastSeenAt) })}</span> : <When at={lastSeenAt} />
  const presence = presenceOf(person, Date.now())
  if (presence === 'seen') return null
  return <Badge tone={presence === 'invited' ? 'accent' : 'neutral'}>{t(`presence.${presence}`)}</Badge>
}
