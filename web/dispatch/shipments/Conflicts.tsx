import { useState } from 'preact/hooks'
import type { EventLine, ShipmentView } from '../../../worker/api/shipments/answers.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { ActionError } from '../parts.tsx'
import { TimelineEntry } from '../timeline/Timeline.tsx'
import { t } from './texts.ts'

interface ConflictsProps {
  shipment: ShipmentView
  /** The shipment's events, once they are read. */
  log: readonly EventLine[]
  /** The names of people by their id, as far as known. */
  names: ReadonlyMap<string, string>
  onDone: () => void
}

/** Shows each late act that contradicts the log beside what the log says (R36), until a dispatcher settles it. */
export function Conflicts({ shipment, log, names, onDone }: ConflictsProps) {
  return (
    <>
      {shipment.conflicts.map((conflict) => (
        <Conflict key={conflict.event} {...{ shipment, conflict, log, names, onDone }} />
      ))}
    </>
  )
}

function Conflict({
  shipment,
  conflict,
  log,
  names,
  onDone,
}: ConflictsProps & { conflict: ShipmentView['conflicts'][number] }) {
  const [comment, setComment] = useState('')
  const { busy, failure, send } = useSend()
  const eventOf = (seq: number | null) => log.find((event) => event.seq === seq)
  const sides = [
    { title: t('conflict.tablet'), event: eventOf(conflict.event) },
    { title: t('conflict.log'), event: eventOf(conflict.against) },
  ]
  const settle = async () => {
    const text = comment.trim()
    const body = { event: conflict.event, ...(text && { comment: text }) }
    const answer = await send(api.shipments.settleConflict, { id: shipment.id }, body)
    if (answer?.ok) onDone()
  }
  return (
    <section class="card claim">
      <h2>{t('conflict.title')}</h2>
      <p class="muted">{t('conflict.text')}</p>
      <div class="accounts">
        {sides.map(({ title, event }) => (
          <section key={title} class="timeline">
            <h3>{title}</h3>
            {event ? (
              <ol>
                <TimelineEntry event={event} names={names} severalParcels={shipment.parcels.length > 1} />
              </ol>
            ) : (
              <p class="muted">{t('conflict.open')}</p>
            )}
          </section>
        ))}
      </div>
      <Field
        label={t('comment')}
        value={comment}
        onInput={setComment}
        multiline
        input={{ maxLength: 1000 }}
      />
      <ActionError failure={failure} />
      <div class="row dialog-actions">
        <Button small busy={busy} onClick={settle}>
          {t('conflict.settle')}
        </Button>
      </div>
    </section>
  )
}
