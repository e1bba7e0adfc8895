import { ShownOnce } from '../ShownOnce.tsx'
import { t } from './texts.ts'

export interface SecretShownProps {
  id: string
  secret: string
  /** It takes the place of one that goes on signing for a day. */
  rotated?: boolean
  onClose: () => void
}

/** A signing secret, once, with what to do with it. */
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
