import { useState } from 'preact/hooks'
import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import type { WebhookDetails } from '../../../worker/api/webhooks/answers.ts'
import { api } from '../../api/call.ts'
import { dateTime, number } from '../../i18n/format.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { ActionError } from '../parts.tsx'
import { Edit } from './Edit.tsx'
import { type Endpoint, formOf, requestOf } from './form.ts'
import { contractWord, eventsWord } from './parts.tsx'
import { Replay } from './Replay.tsx'
import { Rotate } from './Rotate.tsx'
import { stateOf } from './state.ts'
import { Test } from './Test.tsx'
import { t } from './texts.ts'

export interface AboutProps {
  webhook: WebhookDetails
  endpoint: Endpoint
  contracts: readonly ContractLine[]
  onDone: () => void
}

/** Shows an endpoint and its health, with everything that can be done with it. */
export function About({ webhook, endpoint, contracts, onDone }: AboutProps) {
  const [open, setOpen] = useState<'edit' | 'rotate' | 'replay' | null>(null)
  const { busy, failure, send } = useSend()
  const state = stateOf(webhook)
  const { health } = webhook
  const close = () => setOpen(null)
  const enable = async (enabled: boolean) => {
    const answer = await send(
      api.webhooks.put,
      endpoint.params,
      requestOf(formOf(webhook), enabled),
      endpoint.query,
    )
    if (answer?.ok) onDone()
  }
  return (
    <>
      {state === 'works' || state === 'fresh' ? null : (
        <Banner
          kind={state === 'paused' ? 'info' : 'error'}
          action={
            webhook.enabled ? undefined : (
              <Button small kind="secondary" busy={busy} onClick={() => void enable(true)}>
                {t('enable')}
              </Button>
            )
          }
        >
          {t(`stateText.${state}`, {
            time: dateTime(webhook.disabledAt ?? health.failingSince ?? webhook.createdAt),
          })}
        </Banner>
      )}
      <section class="card webhook-about">
        <dl class="facts">
          <dt>{t('url')}</dt>
          <dd class="mono">{webhook.url}</dd>
          <dt>{t('contract')}</dt>
          <dd>{contractWord(webhook, contracts)}</dd>
          <dt>{t('events')}</dt>
          <dd>{eventsWord(webhook)}</dd>
          <dt>{t('format')}</dt>
          <dd>{t(`format.${webhook.format}`)}</dd>
          <dt>{t('waiting')}</dt>
          <dd>{number(health.waiting)}</dd>
          <dt>{t('lastDelivered')}</dt>
          <dd>{health.lastDeliveredAt ? dateTime(health.lastDeliveredAt) : t('nothingYet')}</dd>
          <dt>{t('made')}</dt>
          <dd>{dateTime(webhook.createdAt)}</dd>
          {webhook.previousSecretUntil ? (
            <>
              <dt>{t('secret')}</dt>
              <dd>{t('bothUntil', { time: dateTime(webhook.previousSecretUntil) })}</dd>
            </>
          ) : null}
        </dl>
        <div class="webhook-actions">
          <Test endpoint={endpoint} onDone={onDone} />
          <Button small kind="secondary" onClick={() => setOpen('edit')}>
            {t('edit')}
          </Button>
          <Button small kind="secondary" disabled={!webhook.enabled} onClick={() => setOpen('replay')}>
            {t('replay')}
          </Button>
          <Button small kind="secondary" onClick={() => setOpen('rotate')}>
            {t('rotate')}
          </Button>
          {webhook.enabled ? (
            <Button small kind="secondary" busy={busy} onClick={() => void enable(false)}>
              {t('pause')}
            </Button>
          ) : null}
        </div>
        <ActionError failure={failure} />
      </section>
      {open === 'edit' ? (
        <Edit webhook={webhook} endpoint={endpoint} onDone={onDone} onClose={close} />
      ) : null}
      {open === 'rotate' ? (
        <Rotate id={webhook.id} endpoint={endpoint} onDone={onDone} onClose={close} />
      ) : null}
      {open === 'replay' ? <Replay endpoint={endpoint} onDone={onDone} onClose={close} /> : null}
    </>
  )
}
