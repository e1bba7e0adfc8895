import type { ComponentChildren } from 'preact'
import type { EventLine } from '../../../worker/api/shipments/answers.ts'
import type { PersonalView } from '../../../worker/api/shipments/evidence.ts'
import { OPERATOR } from '../../../worker/domain/independence.ts'
import { FAR_M } from '../../../worker/domain/limits.ts'
import { day, list, time } from '../../i18n/format.ts'
import { locale } from '../../i18n/locale.ts'
import { byDay, inviterOf, metresOf, sentenceOf, sentLater } from '../../timeline/sentence.ts'
import { t } from '../../timeline/texts.ts'
import { Badge } from '../../ui/bits.tsx'
import { money } from '../measure.ts'
import { brief } from '../when.tsx'
import { roleWord } from '../words.ts'
import { PersonalData } from './PersonalData.tsx'
import { personalDataOf } from './personal-data.ts'
import './timeline.css'

export interface TimelineProps {
  events: EventLine[]
  /** The names of people by their id, as far as known. */
  names: ReadonlyMap<string, string>
  /** Labels are shown only if there are several parcels. */
  severalParcels: boolean
  shipmentId: string
  /** What people left with the events, as far as it is kept. It is undefined until it has been read. */
  personal?: PersonalView | undefined
}

/** Shows what happened to a shipment, newest first. */
export function Timeline({ events, names, severalParcels, shipmentId, personal }: TimelineProps) {
  return (
    <div class="timeline">
      {byDay(events, (at) => day(at)).map((group) => (
        <section key={group.events[0]?.seq}>
          <h3>{group.day}</h3>
          <ol>
            {group.events.map((event) => (
              <TimelineEntry key={event.seq} event={event} names={names} severalParcels={severalParcels}>
                {personal ? (
                  <PersonalData
                    shipmentId={shipmentId}
                    personalData={personalDataOf(event, events, personal)}
                  />
                ) : null}
              </TimelineEntry>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

/** The kinds of text that people wrote about an event, as far as they are not erased. */
const NOTES = ['reason', 'comment', 'claim'] as const

/** Returns the device of an event where that is useful: it tells apart two phones of one delivery. */
function deviceOf({ by, type }: EventLine): 'phone' | 'tablet' | 'counter' | null {
  if (by.role === 'recipient') return 'phone'
  if (by.role === 'courier') return 'tablet'
  return by.role === 'counter' && type !== 'storage-extended' ? 'counter' : null
}

/** Formats a distance, for example "12 m" or "1.4 km". */
function distance(metres: number): string {
  const [value, unit] = metres < 1000 ? [metres, 'meter'] : [metres / 1000, 'kilometer']
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}

interface EntryProps extends Pick<TimelineProps, 'names' | 'severalParcels'> {
  event: EventLine
  children?: ComponentChildren
}

/** Shows one event: what happened, when, by whom, and what it proved. */
export function TimelineEntry({ event, names, severalParcels, children }: EntryProps) {
  const { text, tone } = sentenceOf(event, { t, list, money })
  const name = names.get(event.by.id)
  const metres = metresOf(event)
  const inviter = inviterOf(event)
  const nameOf = (id: string) => (id === OPERATOR ? t('theOperator') : (names.get(id) ?? id))
  const parcels = severalParcels ? (event.parcels ?? []) : []
  return (
    <li class={tone}>
      <time dateTime={event.at}>{time(event.at)}</time>
      <div>
        <p class="said">
          {text}
          {event.code ? (
            <>
              {' '}
              <Badge>
                <span class="sr">{t('code')} </span>
                {event.code}
              </Badge>
            </>
          ) : null}
        </p>
        <p class="small muted">
          {name ? `${roleWord(event.by.role)} ${name}` : roleWord(event.by.role)}
          {deviceOf(event)
            ? ` · ${t(`device.${deviceOf(event) ?? 'phone'}`, { id: event.by.id.slice(0, 4) })}`
            : null}
          {parcels.length > 0 ? <span class="mono"> · {list(parcels)}</span> : null}
          {event.proved.length > 0 ? (
            <span class="proved">
              {' · '}
              {t('provedBy', { what: list(event.proved.map((what) => t(`proved.${what}`))) })}
            </span>
          ) : null}
          {metres === null ? null : (
            <span class={metres > FAR_M ? 'far' : undefined}>
              {' · '}
              {t('distance', { distance: distance(metres) })}
            </span>
          )}
          {inviter ? ` · ${t('invitedBy', { inviter: nameOf(inviter.id), time: brief(inviter.at) })}` : null}
          {sentLater(event) ? ` · ${t('receivedLater', { time: brief(event.receivedAt) })}` : null}
        </p>
        {NOTES.map((kind) =>
          event.notes?.[kind] ? (
            <p key={kind} class="note">
              <span class="muted">{t(`note.${kind}`)} </span>
              {event.notes[kind]}
            </p>
          ) : null,
        )}
        {children}
      </div>
    </li>
  )
}
