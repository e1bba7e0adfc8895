import { useRef, useState } from 'preact/hooks'
import { dateTime } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/bits.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { t as deviceWord } from '../devices/texts.ts'
import { qrPath } from './forms.ts'
import { t } from './texts.ts'

export interface InvitationAnswer {
  url: string
  expiresAt: string
  /** It is for a spare tablet, which works until the invitation ends. */
  lent?: boolean
}

export interface InvitationProps {
  name: string
  invitation: InvitationAnswer
  onClose: () => void
}

/** Shows an invitation to scan or copy. It lives in this component only and is gone when it is closed. */
export function Invitation({ name, invitation, onClose }: InvitationProps) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const link = useRef<HTMLDivElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(invitation.url)
      setCopied(true)
    } catch {
      link.current?.querySelector('input')?.select()
      setCopied(false)
    }
  }
  return (
    <Dialog open title={t('inviteFor', { name })} onClose={onClose}>
      <div class="invitation">
        <QrCode text={invitation.url} />
        <p>
          <strong>{t('expires', { time: dateTime(invitation.expiresAt) })}</strong>
        </p>
        {invitation.lent ? <p>{deviceWord('spareUntil', { time: dateTime(invitation.expiresAt) })}</p> : null}
        <p class="small muted">{t('once')}</p>
        <div ref={link}>
          <Field label={t('link')} value={invitation.url} input={{ readOnly: true, spellcheck: false }} />
        </div>
        <p class={copied === false ? 'small' : 'sr'} role="status">
          {copied === null ? null : copied ? t('copied') : t('copyFailed')}
        </p>
      </div>
      <div class="row dialog-actions">
        <Button small kind="secondary" onClick={copy}>
          {copied ? `✓ ${t('copied')}` : t('copy')}
        </Button>
        <Button small onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </Dialog>
  )
}

/**
 * Draws a QR code in the page, so that its picture never leaves it. The library loads with the first code.
 */
function QrCode({ text }: { text: string }) {
  const library = useLazy(() => import('uqr'))
  if (library.state === 'failed') return null
  if (library.state === 'loading') return <Skeleton height="15rem" />
  const { data, size } = library.value.encode(text, { ecc: 'L', border: 3 })
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('qrAlt')}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={qrPath(data)} fill="#000" />
    </svg>
  )
}
