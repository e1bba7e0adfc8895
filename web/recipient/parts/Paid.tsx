import { useEffect, useState } from 'preact/hooks'
import { l } from '../later-texts.ts'
import { cameBack } from '../paying.ts'
import { sumOf } from '../sum-of.ts'
import type { DeliveryPageProps } from './PageScreen.tsx'

/** A reader speaks what changes in a region, and not what the region came with. */
const SAID_AFTER_MS = 200

/** Says that it is paid (R30), where this page asked for it or the person comes from the provider's. */
export function Paid({ page, name }: DeliveryPageProps) {
  const { payment } = page.view
  const [said, setSaid] = useState(false)
  const paid = payment?.state === 'paid'
  const news = paid && page.ui.paying === true
  useEffect(() => {
    if (paid && cameBack()) page.choose({ paying: true })
  }, [paid])
  useEffect(() => {
    if (!news) return
    const timer = setTimeout(() => setSaid(true), SAID_AFTER_MS)
    return () => clearTimeout(timer)
  }, [news])
  if (!payment || !news) return null
  const text = l('pay.paid', { amount: sumOf(payment) })
  return (
    // Over the camera's picture there is no room for it, and the open camera says as much.
    <p class={name === 'scan' ? 'sr' : 'banner paid'}>
      <span aria-hidden="true">{text}</span>
      <span class="sr" role="status">
        {said ? text : null}
      </span>
    </p>
  )
}
