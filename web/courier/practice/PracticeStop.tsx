import { useState } from 'preact/hooks'
import type { Profile } from '../../../worker/domain/terms.ts'
import { playSound } from '../../ui/sound.ts'
import { undoWindow } from '../round-model.ts'
import type { StopContext } from '../stop/context.ts'
import { StopBody } from '../stop/StopBody.tsx'
import { ONLINE } from '../stop/stop-view.ts'
import { useVisit } from '../stop/use-visit.ts'
import { PracticeBar } from './PracticeBar.tsx'
import { t } from './texts.ts'
import { RECEIPT, useRehearsal } from './use-rehearsal.ts'

const FREE = { pin: false, identity: false }

interface Props {
  profile: Profile
  onAnother: () => void
  onEnd: () => void
}

/** Shows the real screens of a stop, driven by the real rules in this browser, under the practice bar. */
export function PracticeStop({ profile, onAnother, onEnd }: Props) {
  const [offline, setOffline] = useState(false)
  const { stop, outside, phone, pin, qr } = useRehearsal(profile, offline)
  const state = useVisit(stop, outside)
  const [wrongLabel, setWrongLabel] = useState(false)
  const context: StopContext = {
    stop,
    state,
    number: 1,
    of: 1,
    blocked: FREE,
    connection: 'live',
    reach: { ...ONLINE, offline },
    provisional: offline,
    undo: undoWindow(stop, []),
    wrongLabel,
    understood: () => setWrongLabel(false),
    next: onAnother,
    nextLabel: t('another'),
    toRound: onEnd,
    practice: true,
  }
  const act = (what: 'finish' | 'wrong-label' | 'claim') => {
    phone(what)
    setWrongLabel(what === 'wrong-label')
    if (what === 'wrong-label') playSound('wrong')
  }
  return (
    <div class="practice">
      <PracticeBar
        stop={stop}
        pin={pin}
        offline={offline}
        onOffline={setOffline}
        onQr={() => void state.qr(qr)}
        onReceipt={() => void state.receipt(RECEIPT)}
        onPhone={act}
        onEnd={onEnd}
      />
      <div class="practice-stage">
        <StopBody {...context} />
      </div>
    </div>
  )
}
