import { useState } from 'preact/hooks'
import type { DeliveryLine, DeliveryTry } from '../../../worker/api/webhooks/answers.ts'
import { api } from '../../api/call.ts'
import { dateTime, number } from '../../i18n/format.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { ActionError } from '../parts.tsx'
import { faultWord } from './fault.ts'
import type { Endpoint } from './form.ts'
import { eventWord } from './parts.tsx'
import { t } from './texts.ts'

type DeliveryProps = Omit<LogProps, 'lines'> & { line: DeliveryLine }

/** Shows one delivery: every attempt with its answer, and what was sent. */
export function DeliveryRow({ line, endpoint, enabled, onDone }: DeliveryProps) {
  const { busy, failure, send } = useSend()
  const [sent, setSent] = useState(false)
  const again = async () => {
    const answer = await send(api.webhooks.replay, endpoint.params, { eventId: line.eventId }, endpoint.query)
    if (!answer?.ok) return
    setSent(true)
    onDone()
  }
  return (
    <details>
      <summary aria-label={t('detailsOf', { event: eventWord(line.type) })}>{t('details')}</summary>
      <div class="delivery">
        {line.tries.length > 0 ? (
          <ol class="tries" aria-label={t('tries')}>
            {line.tries.map((one) => (
              <Try key={one.at} one={one} />
            ))}
          </ol>
        ) : (
          <p class="small muted">{t('noTries')}</p>
        )}
        {line.request ? (
          <section>
            <h3>{t('request')}</h3>
            <pre class="wire">
              {`POST ${line.request.url}\n`}
              {Object.entries(line.request.headers)
                .map(([name, value]) => `${name}: ${value}`)
                .join('\n')}
              {`\n\n${line.request.body}`}
            </pre>
          </section>
        ) : null}
        {line.kind === 'test' || line.state === 'waiting' ? null : (
          <p class="row">
            <Button small kind="secondary" busy={busy} disabled={!enabled} onClick={() => void again()}>
              {t('sendAgain')}
            </Button>
          </p>
        )}
        <p role="status" class="small">
          {sent ? t('replayed', { count: 1 }) : null}
        </p>
        <ActionError failure={failure} />
      </div>
    </details>
  )
}

function Try({ one }: { one: DeliveryTry }) {
  return (
    <li>
      <span class="nowrap">{dateTime(one.at)}</span>
      {' · '}
      <strong>{one.status === null ? faultWord(one.fault) : t('status', { status: one.status })}</strong>
      {' · '}
      <span class="nowrap">{t('ms', { ms: number(one.ms) })}</span>
      {one.fault === 'redirect' ? ` · ${faultWord(one.fault)}` : null}
      {one.response ? <pre class="wire">{one.response}</pre> : null}
    </li>
  )
}

export interface LogProps {
  lines: readonly DeliveryLine[]
  endpoint: Endpoint
  /** A disabled endpoint cannot be sent anything again. */
  enabled: boolean
  onDone: () => void
}
