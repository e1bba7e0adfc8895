import { useRef } from 'preact/hooks'
import { aside } from '../../offline/outbox.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Banner, EmptyState, type Tone } from '../../ui/bits.tsx'
import { Field } from '../../ui/Field.tsx'
import { useShortcuts } from '../focus.ts'
import { t } from '../texts.ts'
import type { ReceiveOutcome, ScannedLine } from './line.ts'
import { isRefused, lines, sendAgain, sendNow, shelf, stalled, theirs } from './queue.ts'
import { Theirs } from './Theirs.tsx'

const TONES: Record<ReceiveOutcome, Tone> = {
  expected: 'good',
  undeclared: 'warn',
  unexpected: 'warn',
  'wrong-point': 'bad',
  unknown: 'bad',
  secret: 'bad',
  short: 'bad',
  unreadable: 'bad',
  pending: 'neutral',
  failed: 'warn',
  aside: 'neutral',
}
/** Each outcome has a sign of its own, since not everybody can tell the colours apart. */
const ICONS: Record<ReceiveOutcome, string> = {
  expected: '✓',
  undeclared: '!',
  unexpected: '?',
  'wrong-point': '➜',
  unknown: '✕',
  secret: '✕',
  short: '✕',
  unreadable: '✕',
  pending: '…',
  failed: '!',
  aside: '–',
}

/** Shows receiving. Every scan is answered at a glance, and none waits for the one before. */
export function Receive() {
  const shelfForm = useRef<HTMLFormElement>(null)
  useShortcuts({
    F6: () => {
      const field = shelfForm.current?.querySelector('input')
      field?.focus()
      field?.select()
    },
  })
  const all = lines.value
  const pending = all.filter(({ outcome }) => outcome === 'pending').length
  const received = new Set(
    all.flatMap(({ outcome, label }) => (outcome === 'expected' || outcome === 'undeclared' ? [label] : [])),
  ).size
  const answered = all.find(({ outcome }) => outcome !== 'pending' && outcome !== 'aside')
  const last = stalled.value ? all[0] : (answered ?? all[0])
  return (
    <div class="desk receive">
      <section class="stack">
        <form
          class="shelf"
          ref={shelfForm}
          onSubmit={(event) => {
            event.preventDefault()
            document.querySelector<HTMLInputElement>('.scan-field input')?.focus()
          }}
        >
          <Field
            label={t('shelf')}
            hint={
              <>
                {t('shelfHint')} <kbd>F6</kbd>
              </>
            }
            value={shelf.value}
            onInput={(value) => {
              shelf.value = value
            }}
            input={{ maxLength: 20, autoComplete: 'off', enterKeyHint: 'done' }}
          />
        </form>
        {stalled.value ? (
          <Banner
            kind="offline"
            action={
              <Button small kind="secondary" onClick={sendNow}>
                {t('again')}
              </Button>
            }
          >
            {t('stalled', { count: pending })}
          </Banner>
        ) : null}
        <p class="muted" role="status">
          {t('receivedCount', { count: received })}
        </p>
        {all.length === 0 ? (
          <EmptyState title={t('receiveEmpty')}>{t('receiveEmptyText')}</EmptyState>
        ) : (
          <ul class="card scanned" aria-label={t('scannedList')}>
            {all.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </ul>
        )}
        {theirs.value.length > 0 ? <Theirs labels={theirs.value} /> : null}
      </section>
      {last ? <Glance line={last} /> : null}
    </div>
  )
}

function Line({ line }: { line: ScannedLine }) {
  const { label, waybill, shelf: place, outcome } = line
  const more = [waybill !== label && waybill, place && t('shelfIs', { shelf: place })].filter(Boolean)
  return (
    <li>
      <span>
        <strong>{label || t('hiddenCode')}</strong>
        {more.length > 0 ? <span class="small muted">{more.join(' · ')}</span> : null}
      </span>
      <Badge tone={TONES[outcome]} icon={ICONS[outcome]}>
        {t(`is-${outcome}`)}
      </Badge>
      {outcome === 'failed' ? (
        <Button small kind="secondary" onClick={() => sendAgain(line)}>
          {t('again')}
        </Button>
      ) : null}
      {isRefused(line.key) ? (
        <Button small kind="secondary" onClick={() => void aside(line.key)}>
          {t('setAside')}
        </Button>
      ) : null}
    </li>
  )
}

/** Shows the latest answer, large enough to read with a parcel in both hands. */
function Glance({ line }: { line: ScannedLine }) {
  const { outcome } = line
  return (
    <section class={`glance ${TONES[outcome]}`} role="alert" key={line.key}>
      <span class="sign" aria-hidden="true">
        {ICONS[outcome]}
      </span>
      <h2>{t(`is-${outcome}`)}</h2>
      <p class="what">{line.label || t('hiddenCode')}</p>
      <p>{t(isRefused(line.key) ? 'do-refused' : `do-${outcome}`)}</p>
    </section>
  )
}
