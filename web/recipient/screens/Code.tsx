import { time } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { NotMe } from '../parts/NotMe.tsx'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Secret } from '../parts/Secret.tsx'
import { t } from '../texts.ts'

/** Shows code and QR, large, with the one warning that matters. */
export function Code(props: DeliveryPageProps) {
  const { page } = props
  const { secret = {}, withoutCode, scans, state, visitWords } = page.view
  const instead = page.ui.panel === 'code' ? () => page.choose({ panel: null }) : undefined
  return (
    <PageScreen
      {...props}
      heading={t('code.title')}
      lead={t('code.lead')}
      onBack={instead}
      actions={
        instead && scans && state === 'out-for-delivery' ? (
          <Button kind="secondary" onClick={instead}>
            {t('code.scan')}
          </Button>
        ) : null
      }
    >
      {visitWords ? (
        <p class="card">
          <strong class="words">{visitWords.join(' · ')}</strong>
          <br />
          {t('code.words')}
        </p>
      ) : null}
      <Secret secret={secret} qrLabel={t('code.qr')} qrLine={t(secret.pin ? 'code.orQr' : 'code.onlyQr')} />
      <Where {...props} />
      <p class="muted small">{t(withoutCode === 'hold' ? 'code.hold' : 'code.identity')}</p>
      {/* This button stands in the text flow, as code and live line need the thumb's reach more. */}
      {instead ? null : <NotMe page={page} />}
    </PageScreen>
  )
}

/** Shows where the courier is. It is read out when it changes. */
function Where({ page }: DeliveryPageProps) {
  const { arrivedAt, sender, state } = page.view
  const now = arrivedAt
    ? 'arrived'
    : state === 'out-for-delivery'
      ? 'underway'
      : state === 'at-depot' || state === 'refused'
        ? 'next'
        : 'later'
  return (
    <section class="card live" data-now={now} role="status">
      <i aria-hidden="true" />
      <div>
        <strong>{t(`code.${now}`)}</strong>
        <p class="muted small">
          {arrivedAt ? t('code.timeFrom', { time: time(arrivedAt), sender }) : t('code.from', { sender })}
        </p>
      </div>
    </section>
  )
}
