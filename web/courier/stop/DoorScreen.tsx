import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Keypad } from '../../ui/Keypad.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { MoreButton } from './MoreButton.tsx'
import { ParcelChoice } from './ParcelChoice.tsx'
import { phoneWords } from './phone-words.ts'
import { ActionError, StopFrame } from './StopFrame.tsx'
import type { Door } from './stop-view.ts'

/** Shows the door of a secured stop: the keypad, with the other ways beside it. */
export function DoorScreen(context: StopContext & { door: Door }) {
  const { stop, state, door, reach } = context
  const { main, qr, without } = door
  // Without a network no phone turns this screen green, and the list says what a phone is good for.
  const phone = reach.offline ? null : phoneWords(stop)
  return (
    <StopFrame
      {...context}
      side={<ParcelChoice {...context} />}
      saysOffline={main === 'offline'}
      actions={
        <div class={reach.offline && door.link ? 'row ways' : 'row'}>
          {qr ? (
            <Button kind={main === 'qr' ? 'primary' : 'dark'} onClick={() => state.open('scan-qr')}>
              {t('scanQr')}
            </Button>
          ) : null}
          {reach.offline && door.link ? (
            <Button kind={qr ? 'secondary' : 'primary'} onClick={() => state.open('scan-receipt')}>
              {t('scanReceipt')}
            </Button>
          ) : null}
          {without === 'network' ? null : without === 'identity' ? (
            <Button kind={main === 'closed' ? 'primary' : 'secondary'} onClick={() => state.open('identity')}>
              {t('identityCheck')}
            </Button>
          ) : (
            <Button kind="danger" onClick={() => state.open('no-code')}>
              {t('noCode')}
            </Button>
          )}
          <MoreButton {...context} />
        </div>
      }
    >
      {main === 'keypad' ? <PinEntry {...context} /> : <Instead {...context} />}
      {phone ? (
        <p class="phone-line">
          <svg
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            aria-hidden="true"
          >
            <rect x="6" y="2" width="12" height="20" rx="3" />
            <path d="M11 18.5h2" />
          </svg>
          {phone}
        </p>
      ) : null}
    </StopFrame>
  )
}

function PinEntry({ stop, state }: StopContext) {
  const told = stop.unreached ? t('unreached') : ''
  const left = stop.attemptsLeft < ATTEMPTS ? t('triesLeft', { count: stop.attemptsLeft }) : told
  const slow = useSlow(state.busy)
  const none = state.chosen.length === 0 ? t('atLeastOne') : ''
  return (
    <div class="pin-entry">
      <Keypad
        digits={stop.pinDigits}
        label={t('pinLabel', { digits: stop.pinDigits })}
        submitLabel={t('check')}
        message={state.busy ? t(slow ? 'checkingSlow' : 'checking') : none || state.message || left}
        busy={state.busy || none !== ''}
        onSubmit={(pin) => void state.pin(pin)}
      />
    </div>
  )
}

/** Whether something has gone on for a second. */
function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!busy) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), 1000)
    return () => clearTimeout(timer)
  }, [busy])
  return slow
}

/** Every policy allows five attempts. The remaining number is shown only once it is smaller. */
const ATTEMPTS = 5

/** Says what there is instead of the keypad without a network (R35, R36): a code that cannot be checked is not taken. */
function WithoutNetwork({ stop, door: { qr, link, without }, blocked, reach }: StopContext & { door: Door }) {
  const identity = stop.withoutCode === 'identity'
  return (
    <>
      <h2>{t('offlineDoorTitle')}</h2>
      <ul class="bullets">
        {qr ? <li>{t('offlineDoorQr')}</li> : null}
        {link ? <li>{t('offlineDoorLink')}</li> : null}
        {identity && without === 'network' ? <li>{t('offlineAsks')}</li> : null}
        {identity && without !== 'network' && !blocked.identity ? <li>{t('offlineDoorIdentity')}</li> : null}
        {identity && reach.identityLeft <= 0 ? <li>{t('offlineDoorChecks')}</li> : null}
        {!identity || blocked.identity ? <li>{t('offlineDoorHold')}</li> : null}
        <li>{t('offlineDoorSignal')}</li>
      </ul>
    </>
  )
}

/** Shown in place of the keypad when no code can be typed. */
function Instead(context: StopContext & { door: Door }) {
  const { stop, state, door, blocked } = context
  const { main, qr, link } = door
  const hold = blocked.identity || stop.withoutCode === 'hold'
  return (
    <section class="card instead stack">
      {main === 'blocked' ? (
        <>
          <h2>{t('blockedTitle')}</h2>
          <p>{t('blockedText')}</p>
          <ul class="bullets">
            {qr ? <li>{t('blockedQr')}</li> : null}
            {link ? <li>{t('blockedLink')}</li> : null}
            <li>{t('blockedCall')}</li>
          </ul>
        </>
      ) : null}
      {main === 'closed' ? (
        <>
          <h2>{t('codesClosed')}</h2>
          <p>{t(hold ? 'closedHold' : link ? 'closedIdentityLink' : 'closedIdentity')}</p>
        </>
      ) : null}
      {main === 'qr' ? (
        <>
          <h2>{t('onlyQrTitle')}</h2>
          <p>{t('onlyQrText')}</p>
        </>
      ) : null}
      {main === 'link' ? <h2>{t('onlyLinkTitle')}</h2> : null}
      {main === 'offline' ? <WithoutNetwork {...context} /> : null}
      <ActionError message={state.message} />
    </section>
  )
}
