import { dateTime } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import { NotMe } from '../parts/NotMe.tsx'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { ReceiptQr } from '../parts/ReceiptQr.tsx'
import { Thanks, Wrong } from '../parts/Wrong.tsx'

/** Shows for a day what was handed over, when and by what proof, with a QR for an offline tablet (R23). */
export function Receipt(props: DeliveryPageProps) {
  const { page } = props
  const { receipt, sender, hold } = page.view
  if (!receipt) return null
  const { labels, of, number, at, proof, qr } = receipt
  const identity = proof === 'identity'
  const share = () => {
    const text = [`${page.view.carrier} · ${l('receipt.number')} ${number}`, dateTime(at), ...labels].join(
      '\n',
    )
    void navigator.share({ text }).catch(() => {})
  }
  const keep = (
    <div class="row keep">
      <Button kind={identity ? 'secondary' : 'primary'} onClick={() => print()}>
        {l('receipt.print')}
      </Button>
      {'share' in navigator ? (
        <Button kind="secondary" onClick={share}>
          {l('receipt.share')}
        </Button>
      ) : null}
    </div>
  )
  return (
    <PageScreen
      {...props}
      heading={l('receipt.title')}
      lead={leadOf(labels.length, of, hold !== null)}
      actions={identity ? <NotMe page={page} taken /> : keep}
    >
      <Thanks page={page} />
      {identity ? <section class="card warn">{l('receipt.identity')}</section> : null}
      <dl class="card facts">
        <dt>{l('receipt.number')}</dt>
        <dd class="whole">{number}</dd>
        <dt>{l('receipt.when')}</dt>
        <dd>{dateTime(at)}</dd>
        <dt>{l('sender')}</dt>
        <dd>{sender}</dd>
        <dt>{l('parcels')}</dt>
        <dd>
          {l('countOf', { count: labels.length, of })}
          {labels.map((label) => (
            <span class="label" key={label}>
              {label}
            </span>
          ))}
        </dd>
        <dt>{l('receipt.how')}</dt>
        <dd>{l(hold && proof === 'ordinary' ? 'proof.counter' : `proof.${proof}`)}</dd>
      </dl>
      {proof === 'link' && !hold && qr.length > 0 ? <ReceiptQr receipt={receipt} /> : null}
      <p class="muted small">{l('receipt.day')}</p>
      {identity ? keep : null}
      <Wrong page={page} />
    </PageScreen>
  )
}

/** Returns no sentence for one whole parcel, and one for several or for a part of them. */
function leadOf(count: number, of: number, counter: boolean): string | undefined {
  if (count < of) return l(counter ? 'receipt.leadCounter' : 'receipt.leadOf', { count, of })
  return count > 1 ? l('receipt.lead', { count }) : undefined
}
