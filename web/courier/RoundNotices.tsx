import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { isFirstShift } from './first-shift.ts'
import { Notices } from './Notices.tsx'
import { PRACTICE_PATH } from './paths.ts'
import { waits } from './return/kept.ts'
import { round } from './round-state.ts'
import { t } from './texts.ts'
import { UnsentNotices, useSendNow } from './Unsent.tsx'

/** Shows above the round what the courier must know first, the most urgent before the others. */
export function RoundNotices() {
  return (
    <FirstTwo>
      <UnsentNotices />
      <CountWaits />
      {round.value ? <Notices /> : null}
      <FirstShift />
    </FirstTwo>
  )
}

/** Shows two of its banners and opens the others on demand: they must not push the stops out of view. */
function FirstTwo({ children }: { children: ComponentChildren }) {
  const [all, setAll] = useState(false)
  return (
    <div class="notices" data-all={all || undefined}>
      {children}
      <Button small kind="secondary" aria-expanded={all} onClick={() => setAll(!all)}>
        {t(all ? 'noticesTwo' : 'noticesAll')}
      </Button>
    </div>
  )
}

/** Shows on the home screen that a count is kept until there is a network (R36). */
function CountWaits() {
  const { busy, send } = useSendNow()
  if (!waits()) return null
  return (
    <Banner
      kind="offline"
      action={
        <Button small kind="secondary" busy={busy} onClick={() => void send()}>
          {t('sendNow')}
        </Button>
      }
    >
      {t('countWaits')}
    </Banner>
  )
}

/** Offers the films before the first shift, until practice was opened or a stop has ended. */
function FirstShift() {
  if (!isFirstShift()) return null
  return (
    <Banner
      action={
        <Button small kind="secondary" href={PRACTICE_PATH}>
          {t('firstShiftWatch')}
        </Button>
      }
    >
      {t('firstShift')}
    </Banner>
  )
}
