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
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
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
          <Fact name={t('name')}>{recipient.name}</Fact>
          <Fact name={t('address')}>
            {recipient.address.line1}
            {recipient.address.line2 ? `, ${recipient.address.line2}` : ''}
            <br />
            {recipient.address.postcode} {recipient.address.city}
          </Fact>
          <Fact name={t('phone')}>{recipient.phone}</Fact>
          <Fact name={t('email')}>{recipient.email}</Fact>
          <Fact name={t('kind')}>{t(recipient.kind)}</Fact>
          <Fact name={t('language')}>{languages.of(shipment.locale)}</Fact>
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
        <Fact name={t('carrier')}>{shipment.carrier}</Fact>
        <Fact name={t('sender')}>{shipment.sender}</Fact>
        <Fact name={t('accepts')}>
          {accepts.length > 0 ? list(accepts.map(proofWord)) : t('acceptsNone')}
        </Fact>
        {shipment.secured ? (
          <>
            <Fact name={t('attempts')}>
              {t('attemptsOf', { count: attempts.evaluated, left: attempts.left })}
            </Fact>
            <Fact name={t('sends')}>{String(shipment.sendsLeft)}</Fact>
          </>
        ) : null}
        {round ? (
          <Fact name={t('round')}>
            <a href={to.round(round.roundId)}>{names.get(round.courierId) ?? t('openRound')}</a>
          </Fact>
        ) : null}
        <Fact name={t('arrived')}>{shipment.arrivedAt ? brief(shipment.arrivedAt) : null}</Fact>
        <Fact name={t('destination')}>{point(shipment.destination)}</Fact>
        <Fact name={t('point')}>{shipment.hold ? null : point(shipment.point)}</Fact>
        <Fact name={t('policy')}>{String(shipment.policyVersion)}</Fact>
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
