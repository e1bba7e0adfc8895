import { dateTime } from '../../i18n/format.ts'
import { Banner } from '../../ui/bits.tsx'
import { Qr } from '../../ui/Qr.tsx'
import { t as shell } from '../texts.ts'
import { t } from './texts.ts'

/** An invitation as it is shown once. */
interface Shown {
  courierId: string
  name: string
  url: string
  expiresAt: string
}

/** Shows the invitations as they are printed: cards to cut apart, eight to a page of A4. */
export function Paper({ invitations }: { invitations: readonly Shown[] }) {
  return (
    <>
      <Banner>{t('shownOnce')}</Banner>
      <section class="morning" aria-label={t('sheet')}>
        <ul>
          {invitations.map(({ courierId, name, url, expiresAt }) => (
            <li key={courierId}>
              <h2>{name}</h2>
              <Qr text={url} label={t('qrOf', { name })} again={shell('retry')} />
              <div>
                <p>
                  <strong>{t('until', { time: dateTime(expiresAt) })}</strong>
                </p>
                <p class="small">{t('scanOnce')}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
