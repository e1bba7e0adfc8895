import { useState } from 'preact/hooks'
import { time } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { l } from '../later-texts.ts'
import type { DeliveryPageProps } from '../parts/PageScreen.tsx'
import { ReceiptQr } from '../parts/ReceiptQr.tsx'

/** Shows the end as news: green, the receipt's number, and how to keep it. */
export function Done({ page }: DeliveryPageProps) {
  const [shown, setShown] = useState(page.ui.sentLate === true)
  const { receipt, carrier, hold } = page.view
  if (!receipt) return null
  const { labels, of, number, at, proof } = receipt
  const link = proof === 'link'
  return (
    <Outcome
      kind="hand-over"
      top={carrier}
      title={l('done.title', { count: labels.length })}
      text={l(link ? (hold ? 'done.counter' : page.ui.sentLate ? 'done.late' : 'done.link') : 'done.other')}
      next={{ label: l('done.save'), onClick: () => page.choose({ panel: 'receipt' }) }}
      other={
        link && !hold && !shown ? (
          <Button kind="secondary" onClick={() => setShown(true)}>
            {l('done.show')}
          </Button>
        ) : null
      }
    >
      {labels.length < of ? (
        <p>{l(hold ? 'done.someCounter' : 'done.some', { count: labels.length, of })}</p>
      ) : null}
      <p class="gentle">{l('done.receipt', { number, time: time(at) })}</p>
      {shown ? <ReceiptQr receipt={receipt} /> : null}
    </Outcome>
  )
}
