import type { RecipientView } from '../../../worker/api/deliveries/answers.ts'
import { Qr } from '../../ui/Qr.tsx'
import { l } from '../later-texts.ts'
import { t } from '../texts.ts'

/** Shows the receipt for a tablet without a network (R23): one code for each parcel that was handed over. */
export function ReceiptQr({ receipt }: { receipt: NonNullable<RecipientView['receipt']> }) {
  const { qr, labels } = receipt
  return (
    <section class="card secret">
      <h2>{l('receipt.qr')}</h2>
      <span class="muted small">{l('receipt.qrText')}</span>
      {qr.map((text, i) => (
        <figure key={text}>
          <Qr text={text} label={`${l('receipt.qr')}: ${labels[i] ?? ''}`} again={t('again')} />
          {qr.length > 1 ? <figcaption class="small">{labels[i]}</figcaption> : null}
        </figure>
      ))}
    </section>
  )
}
