import { useState } from 'preact/hooks'
import type { SignatureValue } from '../../sign/strokes.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, Skeleton } from '../../ui/bits.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { byDocument, issuable } from '../entry.ts'
import { busy } from '../state.ts'
import { submit as scan } from '../submit.ts'
import { t } from '../texts.ts'
import { scannedOf } from './basket.ts'
import { checkIdentity, type Document } from './identity.ts'

const DOCUMENTS = [
  { value: 'passport', text: 'docPassport' },
  { value: 'id-card', text: 'docIdCard' },
  { value: 'driving-licence', text: 'docLicence' },
  { value: 'residence-permit', text: 'docPermit' },
  { value: 'other', text: 'docOther' },
] as const
const NAMES = [
  { value: 'yes', text: 'yes' },
  { value: 'no', text: 'no' },
] as const

/**
 * Shows the identity check (R16): document type, name match and signature. There is no field for a number.
 */
export function Identity() {
  const [documentType, setType] = useState<Document['documentType']>()
  const [matches, setMatches] = useState<'yes' | 'no'>()
  const [signature, setSignature] = useState<SignatureValue>()
  const [pad, setPad] = useState(0)
  const [missing, setMissing] = useState('')
  // What a document cannot issue stays on the counter and is not counted here.
  const entries = scannedOf.value.filter(byDocument)
  const name = entries[0]?.hold.recipientName ?? ''
  const agreed = entries.some(({ hold }) => hold.approval?.said === 'agreed')
  const signs = matches === 'yes' && entries.some(({ hold }) => hold.identitySignature)
  const count = entries.reduce((sum, { scanned }) => sum + scanned.length, 0)
  const of = entries.reduce((sum, { hold }) => sum + issuable(hold).length, 0)

  const submit = (event: Event) => {
    event.preventDefault()
    if (busy.value) return
    // Names have no digits, so a scanner typed this text where the name belongs.
    if (signature && 'typedName' in signature && /\d/.test(signature.typedName)) {
      setSignature(undefined)
      setPad(pad + 1)
      return scan(signature.typedName)
    }
    if (!documentType) return setMissing(t('needDoc'))
    if (!matches) return setMissing(t('needName'))
    if (signs && !signature) return setMissing(t('needSignature'))
    setMissing('')
    void checkIdentity({ documentType, nameMatches: matches === 'yes', signature })
  }
  return (
    <form class="identity" onSubmit={submit}>
      <h2>{t('identityTitle')}</h2>
      {agreed ? <Banner>{t('agreedText')}</Banner> : null}
      <Choices label={t('docType')} value={documentType} options={DOCUMENTS} onChange={setType} />
      <Choices label={t('nameMatches', { name })} value={matches} options={NAMES} onChange={setMatches} />
      {signs ? <Signature key={pad} onChange={setSignature} /> : null}
      <p class="error" role="alert">
        {missing}
      </p>
      <Button type="submit" kind={matches === 'no' ? 'danger' : 'primary'} busy={busy.value}>
        {matches === 'no' ? t('notHandOver') : t('issueCount', { count, of })} <kbd>Enter</kbd>
      </Button>
    </form>
  )
}

function Signature({ onChange }: { onChange: (value: SignatureValue | undefined) => void }) {
  const part = useLazy(() => import('../../sign/SignaturePad.tsx'))
  return (
    <section>
      <h3>{t('signHere')}</h3>
      {part.state === 'ready' ? <part.value.SignaturePad onChange={onChange} /> : null}
      {part.state === 'loading' ? <Skeleton height="160px" /> : null}
      {part.state === 'failed' ? (
        <Button kind="secondary" onClick={part.retry}>
          {t('again')}
        </Button>
      ) : null}
    </section>
  )
}

interface ChoicesProps<V extends string> {
  label: string
  value: V | undefined
  options: readonly { value: V; text: Parameters<typeof t>[0] }[]
  onChange: (value: V) => void
}

function Choices<V extends string>({ label, value, options, onChange }: ChoicesProps<V>) {
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={label}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{t(option.text as 'yes')}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
