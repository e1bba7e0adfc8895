import type { ComponentChildren } from 'preact'
import type { ShipmentView } from '../../../worker/api/shipments/answers.ts'
import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import type { HandOverProof } from '../../../worker/domain/terms.ts'
import { list } from '../../i18n/format.ts'
import { locale } from '../../i18n/locale.ts'
import { to } from '../route.ts'
import { brief } from '../when.tsx'
import { t } from './texts.ts'

const proofWord = (proof: HandOverProof) => t(`proof.${proof}`)

/** Shows one line of a list of facts, or nothing if it has no value. */
export function FactRow({ name, children }: { name: string; children: ComponentChildren }) {
  return children ? (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  ) : null
}

export function RecipientFacts({ shipment }: { shipment: ShipmentView }) {
  const { recipient } = shipment
  const languages = new Intl.DisplayNames(locale(), { type: 'language' })
  return (
    <section class="card">
      <h2 class="card-title">{t('recipient')}</h2>
      {recipient ? (
        <dl class="facts">
          <FactRow name={t('name')}>{recipient.name}</FactRow>
          <FactRow name={t('address')}>
            {recipient.address.line1}
            {recipient.address.line2 ? `, ${recipient.address.line2}` : ''}
            <br />
            {recipient.address.postcode} {recipient.address.city}
          </FactRow>
          <FactRow name={t('phone')}>{recipient.phone}</FactRow>
          <FactRow name={t('email')}>{recipient.email}</FactRow>
          <FactRow name={t('kind')}>{t(recipient.kind)}</FactRow>
          <FactRow name={t('instructions')}>{shipment.instructions}</FactRow>
          <FactRow name={t('window')}>
            {shipment.window ? `${brief(shipment.window.from)} – ${brief(shipment.window.to)}` : null}
          </FactRow>
          <FactRow name={t('language')}>{languages.of(shipment.locale)}</FactRow>
        </dl>
      ) : (
        <p class="muted">{t('erased')}</p>
      )}
    </section>
  )
}

export function ShipmentFacts({
  shipment,
  names,
}: {
  shipment: ShipmentView
  names: ReadonlyMap<string, string>
}) {
  const { accepts, attempts, round } = shipment
  return (
    <section class="card">
      <h2 class="card-title">{t('facts')}</h2>
      <dl class="facts">
        <FactRow name={t('carrier')}>{shipment.carrier}</FactRow>
        <FactRow name={t('sender')}>{shipment.sender}</FactRow>
        <FactRow name={t('accepts')}>
          {accepts.length > 0 ? list(accepts.map(proofWord)) : t('acceptsNone')}
        </FactRow>
        {shipment.secured ? (
          <>
            <FactRow name={t('attempts')}>
              {t('attemptsOf', { count: attempts.evaluated, left: attempts.left })}
            </FactRow>
            <FactRow name={t('sends')}>{String(shipment.sendsLeft)}</FactRow>
          </>
        ) : null}
        {round ? (
          <FactRow name={t('round')}>
            <a href={to.round(round.roundId)}>{names.get(round.courierId) ?? t('openRound')}</a>
          </FactRow>
        ) : null}
        <FactRow name={t('arrived')}>{shipment.arrivedAt ? brief(shipment.arrivedAt) : null}</FactRow>
        <FactRow name={t('destination')}>{point(shipment.destination)}</FactRow>
        <FactRow name={t('point')}>{shipment.hold ? null : point(shipment.point)}</FactRow>
        <FactRow name={t('policy')}>{String(shipment.policyVersion)}</FactRow>
      </dl>
    </section>
  )
}

const point = (at: PointInfo | null) =>
  at ? (
    <>
      {at.name}
      <br />
      <span class="small muted">{at.address}</span>
    </>
  ) : null

export function Parcels({ shipment }: { shipment: ShipmentView }) {
  return (
    <section class="card">
      <h2 class="card-title">{t('parcels')}</h2>
      <ul class="parcels">
        {shipment.parcels.map(({ label, place, toSender, shelf }) => (
          <li key={label}>
            <span class="mono">{label}</span>
            <span class={place === 'unexplained' ? 'place bad' : 'place'}>
              {t(`place.${place}`)}
              {shelf ? `, ${t('shelf', { shelf })}` : null}
              {toSender && place !== 'sender' ? ` · ${t('toSender')}` : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Receipts({ shipment }: { shipment: ShipmentView }) {
  return (
    <section class="card">
      <h2 class="card-title">{t('receipts')}</h2>
      <ul class="parcels">
        {shipment.receipts.map((receipt) => (
          <li key={receipt.number}>
            <span class="mono">{receipt.number}</span>
            <span class="place">
              {brief(receipt.at)}, {proofWord(receipt.proof)}
              {receipt.labels.length < receipt.of
                ? ` · ${t('receiptOf', { count: receipt.labels.length, of: receipt.of })}`
                : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
