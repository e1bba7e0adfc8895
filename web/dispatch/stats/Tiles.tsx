import type { ComponentChildren } from 'preact'
import type { StatsView } from '../../../worker/api/stats/answers.ts'
import { CHANNELS } from '../../../worker/domain/terms.ts'
import { number } from '../../i18n/format.ts'
import { money } from '../measure.ts'
import { to, withQuery } from '../route.ts'
import type { Filter } from './filter.ts'
import { by, percent, points, ratio, type Trend, withinWords } from './show.ts'
import { t } from './texts.ts'

interface TileProps {
  title: string
  value: string
  trend?: Trend | null
  link?: { href: string; text: string }
  children?: ComponentChildren
}

function Tile({ title, value, trend, link, children }: TileProps) {
  return (
    <li class="card tile">
      <h2>{title}</h2>
      <p class="value">{value}</p>
      {trend ? (
        <p class="trend">
          <span aria-hidden="true">{trend.arrow}</span> {trend.text}
        </p>
      ) : null}
      {children ? <p class="muted small">{children}</p> : null}
      {link ? (
        <a class="small" href={link.href}>
          {link.text}
        </a>
      ) : null}
    </li>
  )
}

/** Shows the figures of the period, each with its trend and a link. */
export function Tiles({ view: { total, before, prices }, filter }: { view: StatsView; filter: Filter }) {
  const compare = before.visits > 0
  const since = (trend: Trend | null) => (compare ? trend : null)
  const { firstVisits, handOvers, held, visits, messages, cost, claims, arrivalToProof } = total
  const nl = held['no-code'] + held['wrong-code']
  const nlBefore = before.held['no-code'] + before.held['wrong-code']
  const sent = CHANNELS.reduce((sum, channel) => sum + messages[channel], 0)
  const heldOnes = withQuery(to.shipments, { state: 'held', contract: filter.contract })
  const ledger = withQuery(to.violations, { provider: filter.provider })
  const couriers = filter.courier ? to.courierEvidence(filter.courier) : to.evidence
  return (
    <ul class="tiles">
      <Tile
        title={t('success')}
        value={percent(firstVisits.share)}
        trend={since(points(firstVisits.share, before.firstVisits.share))}
        link={{ href: couriers, text: t('toEvidence') }}
      >
        {t('successOf', { done: number(firstVisits.handedOver), of: number(firstVisits.count) })}
      </Tile>
      <Tile
        title={t('released')}
        value={number(handOvers.door + handOvers.counter)}
        trend={since(
          by(handOvers.door + handOvers.counter, before.handOvers.door + before.handOvers.counter),
        )}
      >
        {t('releasedAt', { door: number(handOvers.door), counter: number(handOvers.counter) })}
      </Tile>
      <Tile
        title={t('nl')}
        value={number(nl)}
        trend={since(by(nl, nlBefore))}
        link={{ href: heldOnes, text: t('toShipments') }}
      >
        {t('nlOf', { share: percent(visits === 0 ? null : nl / visits) })}
      </Tile>
      <Tile title={t('time')} value={withinWords(arrivalToProof.median)}>
        {t('timeP90', { time: withinWords(arrivalToProof.p90) })}
      </Tile>
      <Tile
        title={t('messages')}
        value={ratio(messages.perHandOver)}
        trend={since(by(messages.perHandOver, before.messages.perHandOver, 2))}
      >
        {prices && cost && cost.perHandOver !== null
          ? t('messagesCost', {
              cost: money(cost.perHandOver, prices.currency),
              total: money(cost.amount, prices.currency),
            })
          : t('messagesCount', { count: sent })}
      </Tile>
      <Tile
        title={t('claims')}
        value={ratio(claims.perThousand, 1)}
        trend={since(by(claims.perThousand, before.claims.perThousand, 1))}
        link={{ href: to.alerts, text: t('toAlerts') }}
      >
        {t('claimsCount', { count: claims.count })}
      </Tile>
      <Tile
        title={t('violations')}
        value={number(total.violations)}
        trend={since(by(total.violations, before.violations))}
        link={{ href: ledger, text: t('toLedger') }}
      />
    </ul>
  )
}
