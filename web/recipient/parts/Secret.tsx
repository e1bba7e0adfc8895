import type { RecipientView } from '../../../worker/api/deliveries/answers.ts'
import { t } from '../texts.ts'
import { Qr } from './Qr.tsx'

/** Digits in groups for the eye: 766 528, 1234 5678. */
function groups(pin: string): string[] {
  if (pin.length < 6) return [pin]
  const half = Math.floor(pin.length / 2)
  return [pin.slice(0, half), pin.slice(half)]
}

interface Props {
  secret: NonNullable<RecipientView['secret']>
  /** What the QR code is, for who cannot see it; and the line below it. */
  qrLabel: string
  qrLine: string
}

/** Code and QR, large. */
export function Secret({ secret, qrLabel, qrLine }: Props) {
  return (
    <section class="card secret">
      {secret.pin ? (
        <p class="pin" aria-label={`${t('code.label')}: ${[...secret.pin].join(' ')}`} role="img">
          {groups(secret.pin).map((group, i) => (
            <span key={i}>{group}</span>
          ))}
        </p>
      ) : null}
      {secret.qr ? (
        <>
          <Qr text={secret.qr} label={qrLabel} />
          <p class="muted">{qrLine}</p>
        </>
      ) : null}
    </section>
  )
}
