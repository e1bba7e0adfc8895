import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { t } from './texts.ts'

export interface ShownOnceProps {
  title: string
  /** The name of the secret. */
  label: string
  secret: string
  /** What to do with the secret. */
  children?: ComponentChildren
  onClose: () => void
}

/**
 * Shows a secret once, to be copied. It closes only after the person says that the secret is stored. The
 * secret lives in this component alone.
 */
export function ShownOnce({ title, label, secret, children, onClose }: ShownOnceProps) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const [stored, setStored] = useState(false)
  const [asked, setAsked] = useState(false)
  const field = useRef<HTMLDivElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret)
      setCopied(true)
    } catch {
      field.current?.querySelector('input')?.select()
      setCopied(false)
    }
  }
  const close = () => (stored ? onClose() : setAsked(true))
  return (
    <Dialog open title={title} onClose={close}>
      <p>
        <strong>{t('secret.title')}.</strong> {t('secret.text')}
      </p>
      <div ref={field}>
        <Field
          label={label}
          value={secret}
          input={{ readOnly: true, spellcheck: false, autoComplete: 'off' }}
        />
      </div>
      <p class={copied === false ? 'small' : 'sr'} role="status">
        {copied === null ? null : t(copied ? 'secret.copied' : 'secret.copyFailed')}
      </p>
      {children}
      <label class="check">
        <input
          type="checkbox"
          checked={stored}
          onChange={(event) => setStored(event.currentTarget.checked)}
        />
        <span>{t('secret.stored')}</span>
      </label>
      <p class="action-error" role="alert">
        {asked && !stored ? t('secret.ask') : null}
      </p>
      <div class="row dialog-actions">
        {asked && !stored ? (
          <Button small kind="danger" onClick={onClose}>
            {t('secret.anyway')}
          </Button>
        ) : null}
        <Button small kind="secondary" onClick={copy}>
          {copied ? `✓ ${t('secret.copied')}` : t('secret.copy')}
        </Button>
        <Button small onClick={close}>
          {t('secret.done')}
        </Button>
      </div>
    </Dialog>
  )
}
