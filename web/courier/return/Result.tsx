import type { RoundCount } from '../../../worker/api/rounds/answers.ts'
import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { t } from './texts.ts'

interface Props {
  count: RoundCount
  /** Labels that this count declared as brought back. */
  scanned: readonly string[]
  stops: readonly CourierStop[]
  onRound: () => void
  onAgain: () => void
}

/** Shows the server's result of the count: whether anything is missing, then which parcels. */
export function Result({ count, scanned, stops, onRound, onAgain }: Props) {
  const { unexplained, toPoint, depot, claimed } = count
  const lost = unexplained.length
  // The server counts declared parcels as "depot" too. Those the depot has received need not be handed in.
  const onBoard = depot.filter(({ shipmentId, label }) => {
    const stop = stops.find((stop) => stop.shipmentId === shipmentId)
    const parcel = stop?.parcels.find((parcel) => parcel.label === label)
    const there = parcel?.place === 'depot' || parcel?.place === 'sender'
    return !there && (parcel?.declared || scanned.includes(label))
  })
  return (
    <Outcome
      kind={lost > 0 ? 'wrong' : 'hand-over'}
      title={t(lost > 0 ? 'resultLess' : 'resultAll')}
      text={lost > 0 ? t('resultLessText', { count: lost }) : t('resultAllText')}
      next={{ label: t('toRound'), onClick: onRound }}
      other={
        lost > 0 ? (
          <Button kind="secondary" onClick={onAgain}>
            {t('countAgain')}
          </Button>
        ) : null
      }
    >
      <List title={t('resultUnexplained')} parcels={unexplained} stops={stops} />
      <List title={t('resultBack')} parcels={onBoard} stops={stops} />
      <List title={t('resultToPoint')} parcels={toPoint} stops={stops} />
      <List title={t('resultClaimed')} parcels={claimed} stops={stops} />
    </Outcome>
  )
}

interface ListProps {
  title: string
  parcels: RoundCount['unexplained']
  stops: readonly CourierStop[]
}

function List({ title, parcels, stops }: ListProps) {
  if (parcels.length === 0) return null
  const stopOf = (id: string) => stops.find(({ shipmentId }) => shipmentId === id)
  return (
    <section class="card result-list">
      <h2>{title}</h2>
      <ul class="labels" aria-label={title}>
        {parcels.map(({ shipmentId, label }) => (
          <li key={`${shipmentId} ${label}`}>
            {label} <span class="muted clamp">{stopOf(shipmentId)?.recipientName}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
