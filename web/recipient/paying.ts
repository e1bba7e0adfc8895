import { useEffect, useRef, useState } from 'preact/hooks'
import { api } from '../api/call.ts'
import type { DeliveryPage } from './use-delivery.ts'

/**
 * What becomes of the payment: the person is asked for it, its page opens, they are back and it is asked about, or they
 * are back and it is not there.
 */
export type Paying = 'asked' | 'opening' | 'checking' | 'not-there'

/** After that the provider's page does not open any more: the person stopped it, or the network did. */
const OPENS_MS = 15_000

/** Whether the provider sent the person back here. The address says so once and then forgets it. */
export function cameBack(): boolean {
  const query = new URLSearchParams(location.search)
  if (!query.has('paid')) return false
  query.delete('paid')
  const rest = String(query)
  history.replaceState(null, '', location.pathname + (rest && `?${rest}`) + location.hash)
  return true
}

/** Leads to the payment at the provider's page, and asks about it when the person is back. */
export function usePaying(page: DeliveryPage): { paying: Paying; pay: () => Promise<void> } {
  const [paying, setPaying] = useState<Paying>('asked')
  const now = useRef<Paying>('asked')
  const latest = useRef(page)
  latest.current = page
  const set = (next: Paying) => {
    now.current = next
    setPaying(next)
  }
  /** Every time the server is asked anew, so that what was paid meanwhile is never paid twice. */
  const ask = () => latest.current.act(api.deliveries.pay, {})

  const check = async () => {
    set('checking')
    const answer = await ask()
    if (!answer) set('asked')
    // Paid, the page reads the delivery again, which leads to the next screen.
    else if (answer.outcome === 'open') set('not-there')
  }
  const pay = async () => {
    const before = now.current
    if (before === 'opening' || before === 'checking') return
    set('opening')
    const answer = await ask()
    if (!answer) return set(before)
    if (answer.outcome === 'paid') return set('checking')
    location.assign(answer.url)
  }

  useEffect(() => {
    latest.current.choose({ paying: true })
    if (cameBack()) void check()
    // A page that was only put aside comes back as it was, with its button pressed.
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void check()
    }
    addEventListener('pageshow', shown)
    return () => {
      removeEventListener('pageshow', shown)
      // What failed here is no trouble of the next screen.
      latest.current.choose({})
    }
  }, [])
  useEffect(() => {
    if (paying !== 'opening') return
    const timer = setTimeout(() => set('not-there'), OPENS_MS)
    return () => clearTimeout(timer)
  }, [paying])
  return { paying, pay }
}
