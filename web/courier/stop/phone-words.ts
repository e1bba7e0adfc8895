import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { t } from '../texts.ts'

/** Says what the recipient's own phone can do at this door, or returns an empty text if it can do nothing. */
export function phoneWords({ secured, accepts, attended, pageScans, visitWords }: CourierStop): string {
  if (!secured) return ''
  if (accepts.includes('link')) return t(attended ? 'linkAttended' : 'linkUnattended')
  // Where the words of the visit show, so does the code.
  return pageScans && !visitWords ? t('showLabel') : ''
}
