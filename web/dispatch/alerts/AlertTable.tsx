import type { RequestView } from '../../../worker/api/requests/answers.ts'
import type { AlertLine } from '../../../worker/api/shipments/answers.ts'
import { OPERATOR } from '../../../worker/domain/independence.ts'
import { ALERT_KINDS, type AlertKind } from '../../../worker/domain/terms.ts'
import { lateReason } from '../../hands/late/late.ts'
import { list } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { to } from '../route.ts'
import { brief, When } from '../when.tsx'
import { isBlock, isSettled } from './open.ts'
import { t } from './texts.ts'

const KINDS: readonly string[] = ALERT_KINDS
/** An alert of a kind unknown to this version still says that something is wrong. */
const known = (kind: string) => (KINDS.includes(kind) ? (kind as AlertKind) : 'other')

export interface AlertTableProps {
  title: string
  alerts: AlertLine[]
  /** Blocks that wait for an independent dispatcher to lift them. */
  blocks: readonly RequestView[]
  onRelease: (alert: AlertLine) => void
}

export function AlertTable({ title, alerts, blocks, onRelease }: AlertTableProps) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      <div class="table-box alerts">
        <table>
          <caption class="sr">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col" class="if-medium">
                {t('about')}
              </th>
              <th scope="col" class="if-medium">
                {t('when')}
              </th>
              <th scope="col" class="if-medium">
                <span class="sr">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {alerts.map((alert) => (
              <tr key={alert.id}>
                <td>
                  {t(`kind.${known(alert.kind)}`)}
                  <Fresh alert={alert} />
                  <Late alert={alert} />
                  <Gap alert={alert} />
                  <span class="next small">{t(`next.${known(alert.kind)}`)}</span>
                  <span class="under">
                    <About alert={alert} />
                  </span>
                  <span class="under">
                    <When at={alert.at} />
                  </span>
                  <span class="under">
                    <State alert={alert} blocks={blocks} onRelease={onRelease} />
                  </span>
                </td>
                <td class="if-medium">
                  <About alert={alert} />
                </td>
                <td class="if-medium nowrap">
                  <When at={alert.at} />
                </td>
                <td class="end if-medium">
                  <State alert={alert} blocks={blocks} onRelease={onRelease} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function About({ alert }: { alert: AlertLine }) {
  return (
    <>
      <Person alert={alert} />
      {alert.personName && alert.shipmentId ? ' · ' : null}
      {alert.shipmentId ? <a href={to.shipment(alert.shipmentId)}>{alert.waybill ?? t('shipment')}</a> : null}
      {alert.channel ? t(`channel.${alert.channel}`) : null}
      {alert.webhookId ? (
        <a href={to.webhook({ id: alert.webhookId, contractId: alert.contractId })}>
          {[alert.webhookId, alert.contractId].filter(Boolean).join(' · ')}
        </a>
      ) : null}
    </>
  )
}

/** Shows whom an alert is about; one about their account leads to their devices, where it can be ended. */
function Person({ alert: { kind, personId, personName } }: { alert: AlertLine }) {
  if (kind !== 'invitation-reused' || !personId) return <>{personName}</>
  return <a href={to.devices(personId)}>{personName || t('devices')}</a>
}

/** Shows why a release by hands that are too new is looked at (R42), whose hands, and who invited them. */
function Fresh({ alert: { fresh } }: { alert: AlertLine }) {
  if (!fresh) return null
  const { reasons, by, invitedBy, invitedAt } = fresh
  const inviter = invitedBy?.id === OPERATOR ? t('theOperator') : (invitedBy?.name ?? '')
  return (
    <span class="fresh small">
      {t('because', { reasons: list(reasons.map((reason) => t(`fresh.${reason}`))) })}
      <br />
      {invitedAt ? t('invitedBy', { who: by.name, inviter, time: brief(invitedAt) }) : by.name}
    </span>
  )
}

/** Shows what a courier did without a network, why it was not accepted, and when they did it (R36). */
function Late({ alert: { late } }: { alert: AlertLine }) {
  if (!late) return null
  return (
    <span class="fresh small">
      {t('lateWhat', { what: t(`late.what.${late.what}`), why: t(lateReason(late.because)) })}
      <br />
      {t('lateBy', { who: late.by.name, time: brief(late.at) })}
    </span>
  )
}

/** Shows which numbers of a courier's acts are missing at the end of a round (R36). */
function Gap({ alert: { gap } }: { alert: AlertLine }) {
  if (!gap) return null
  const numbers = gap.missing.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))
  return (
    <span class="fresh small">
      {t('gapWhat', { who: gap.by.name, numbers: list(numbers) })}
      <br />
      <a href={to.round(gap.roundId)}>{t('gapRound')}</a> · {gap.device}
    </span>
  )
}

function State({
  alert,
  blocks,
  onRelease,
}: Pick<AlertTableProps, 'blocks' | 'onRelease'> & { alert: AlertLine }) {
  if (isSettled(alert) && alert.releasedAt)
    return <span class="muted">{t('settled', { time: brief(alert.releasedAt) })}</span>
  if (!isBlock(alert)) return null
  if (alert.releasedAt) return <span class="muted">{t('released', { time: brief(alert.releasedAt) })}</span>
  if (!alert.personId) return null
  const asked = blocks.find(({ person }) => person?.id === alert.personId)
  if (asked && !asked.mayAgree) return <a href={to.requests}>{t('waitsForSecond')}</a>
  return (
    <Button
      small
      aria-label={t('releaseName', { name: alert.personName ?? t('courier') })}
      onClick={() => onRelease(alert)}
    >
      {t('release')}
    </Button>
  )
}
