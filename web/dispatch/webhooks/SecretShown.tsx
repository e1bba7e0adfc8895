import { ShownOnce } from '../ShownOnce.tsx'
import { t } from './texts.ts'

export interface SecretShownProps {
  id: string
  secret: string
  /** The secret replaces one that keeps signing for a day. */
  rotated?: boolean
  onClose: () => void
}

/** Shows a signing secret once, with instructions. */
export function SecretShown({ id, secret, rotated, onClose }: SecretShownProps) {
  return (
    <ShownOnce title={t('secretTitle', { id })} label={t('secret')} secret={secret} onClose={onClose}>
      <details class="explain">
        <summary>{t('verifyTitle')}</summary>
        <p class="small">{t('verifyV1')}</p>
        <pre class="wire">{`import { Webhook } from 'standardwebhooks'
new Webhook(secret).verify(rawBody, headers)`}</pre>
        <p class="small">{t('verifyV1a')}</p>
      </details>
      <p class="small muted">{t(rotated ? 'rotatedText' : 'rotationText')}</p>
    </ShownOnce>
  )
}
