import { time } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { l } from '../later-texts.ts'
import type { PageProps } from '../parts/PageScreen.tsx'

/** The end, as news: green, the receipt's number, and the way to keep it. */
export function Done({ page }: PageProps) {
  const { receipt, carrier } = page.view
  if (!receipt) return null
  const { labels, of, number, at, proof } = receipt
  const open = () => page.choose({ panel: 'receipt' })
  return (
    <Outcome
      kind="hand-over"
      top={carrier}
      title={l('done.title', { count: labels.length })}
      text={l(proof === 'link' ? 'done.link' : 'done.other')}
      next={{ label: l('done.save'), onClick: open }}
      other={
        proof === 'link' ? (
          <Button kind="secondary" onClick={open}>
            {l('done.show')}
          </Button>
        ) : null
      }
    >
      {labels.length < of ? <p>{l('done.some', { count: labels.length, of })}</p> : null}
      <p class="gentle">{l('done.receipt', { number, time: time(at) })}</p>
    </Outcome>
  )
}
