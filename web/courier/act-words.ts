import { api, type InputAt } from '../api/call.ts'
import type { Act } from '../offline/act.ts'
import { t } from './texts.ts'

/** Names what an act is, in the words of the screens. */
export function actWord({ address, body }: Pick<Act, 'address' | 'body'>): string {
  switch (address) {
    case api.stops.arrive:
      return t('act.arrive')
    case api.stops.qr:
      return t('act.qr')
    case api.stops.receipt:
      return t('act.receipt')
    case api.stops.noCode:
      return t('act.no-code')
    case api.stops.identity:
      return t('declined' in (body as object) ? 'act.declined' : 'act.identity')
    case api.stops.fail:
      return t((body as InputAt<typeof api.stops.fail>).reason)
    case api.stops.deliver:
      return t('act.deliver')
    case api.stops.reopen:
      return t('act.reopen')
    default:
      return t('act.close')
  }
}
