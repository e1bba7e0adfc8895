import type { RecipientView } from '../../../worker/api/deliveries/answers.ts'
import { Qr } from '../../ui/Qr.tsx'
import { t } from '../texts.ts'

/** Splits digits into groups that are easy to read, such as "766 528" or "1234 5678". */
function groups(pin: string): string[] {
  if (pin.length < 6) return [pin]
  const half = Math.floor(pin.length / 2)
  return [pin.slice(0, half), pin.slice(half)]
}

interface Props {
  secret: NonNullable<RecipientView['secret']>
  /** A description of the QR code for people who cannot see it. `qrLine` stands below the code. */
  qrLabel: string
  qrLine: string
}

/** Shows code and QR, large. */
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
          <Qr text={secret.qr} label={qrLabel} again={t('again')} />
          <p class="muted">{qrLine}</p>
        </>
      ) : null}
    </section>
  )
}
