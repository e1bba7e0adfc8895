import { useEffect, useState } from 'preact/hooks'
import { SignaturePad } from '../../sign/SignaturePad.tsx'
import type { DrawnSignature } from '../../sign/strokes.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { t } from '../texts.ts'
import { Choices } from './Choices.tsx'
import type { StopContext } from './context.ts'
import { ParcelChoice } from './ParcelChoice.tsx'
import { ActionError } from './StopFrame.tsx'
import type { IdentityCheck } from './use-visit.ts'

const DOCUMENTS = [
  { value: 'passport', text: 'docPassport' },
  { value: 'id-card', text: 'docIdCard' },
  { value: 'driving-licence', text: 'docLicence' },
  { value: 'residence-permit', text: 'docPermit' },
  { value: 'other', text: 'docOther' },
] as const

/**
 * Shows the identity check (R16): document type, name match and signature. There is no field for a number.
 */
export function IdentityScreen(context: StopContext) {
  const { stop, state, number, of } = context
  const [type, setType] = useState<IdentityCheck['documentType']>()
  const [matches, setMatches] = useState<'yes' | 'no'>()
  const [signature, setSignature] = useState<DrawnSignature>()
  const [missing, setMissing] = useState('')
  const [asking, setAsking] = useState<'declined' | 'no-match' | null>(null)
  // The message about missing input stays until something is filled in.
  useEffect(() => setMissing(''), [type, matches, signature])
  const signs = stop.identitySignature && matches === 'yes'

  const submit = () => {
    if (!type) return setMissing(t('needDoc'))
    if (!matches) return setMissing(t('needName'))
    if (state.chosen.length === 0) return setMissing(t('atLeastOne'))
    if (signs && !signature) return setMissing(t('needSignature'))
    setMissing('')
    if (matches === 'no') return setAsking('no-match')
    void state.identity({ documentType: type, nameMatches: true, ...(signature ? { signature } : {}) })
  }
  const refuse = () => {
    if (asking === 'no-match' && type) void state.identity({ documentType: type, nameMatches: false })
    else void state.decline()
  }
  return (
    <Screen
      title={t('stopOf', { number, of })}
      onBack={() => state.open(null)}
      heading={t('identityTitle')}
      lead={t('identityLead')}
      actions={
        <>
          <ActionError message={missing || state.message} />
          <Button kind={matches === 'no' ? 'danger' : 'primary'} busy={state.busy} onClick={submit}>
            {t(matches === 'no' ? 'notHandOver' : 'handOver')}
          </Button>
        </>
      }
    >
      {stop.approval?.said === 'agreed' ? <Banner>{t('agreedText')}</Banner> : null}
      <ParcelChoice {...context} />
      <Choices
        label={t('docType')}
        value={type}
        onChange={setType}
        options={DOCUMENTS.map(({ value, text }) => ({ value, label: t(text) }))}
      />
      <Choices
        label={t('nameMatches', { name: stop.recipientName })}
        value={matches}
        onChange={setMatches}
        options={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
      />
      {signs ? (
        <section class="sign-here">
          <h2>{t('signHere')}</h2>
          <SignaturePad drawOnly onChange={(value) => setSignature(value as DrawnSignature | undefined)} />
        </section>
      ) : null}
      <Button kind="secondary" onClick={() => setAsking('declined')}>
        {t('declines')}
      </Button>
      <Dialog open={asking !== null} title={t('declinesTitle')} onClose={() => setAsking(null)}>
        <p>{t('declinesText')}</p>
        <ActionError message={state.message} />
        <Button kind="danger" busy={state.busy} onClick={refuse}>
          {t('declinesYes')}
        </Button>
        <Button kind="secondary" onClick={() => setAsking(null)}>
          {t('cancel')}
        </Button>
      </Dialog>
    </Screen>
  )
}
