import { useEffect, useState } from 'preact/hooks'
import { SignaturePad } from '../../sign/SignaturePad.tsx'
import type { DrawnSignature } from '../../sign/strokes.ts'
import { Button } from '../../ui/Button.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { MoreButton } from './MoreButton.tsx'
import { ParcelChoice } from './ParcelChoice.tsx'
import { ActionError, StopFrame } from './StopFrame.tsx'

/** Shows an ordinary delivery, for which the recipient signs on the tablet. */
export function SignScreen(context: StopContext) {
  const { state } = context
  const [signature, setSignature] = useState<DrawnSignature>()
  const [missing, setMissing] = useState('')
  useEffect(() => setMissing(''), [signature])
  const submit = () => {
    if (state.chosen.length === 0) return setMissing(t('atLeastOne'))
    if (!signature) return setMissing(t('needSignature'))
    setMissing('')
    void state.deliver(signature)
  }
  return (
    <StopFrame
      {...context}
      side={<ParcelChoice {...context} />}
      actions={
        <>
          <ActionError message={missing || state.message} />
          <div class="row">
            <Button busy={state.busy} onClick={submit}>
              {t('deliver')}
            </Button>
            <MoreButton {...context} />
          </div>
        </>
      }
    >
      <section class="sign-here">
        <h2>{t('signHere')}</h2>
        <SignaturePad drawOnly onChange={(value) => setSignature(value as DrawnSignature | undefined)} />
      </section>
    </StopFrame>
  )
}
