import { useEffect, useRef, useState } from 'preact/hooks'
import type { DoorPaymentView } from '../../worker/api/payments/answers.ts'
import { action } from '../api/action.ts'
import { api, call } from '../api/call.ts'
import { type FailureCode, wordFor } from '../api/failures.ts'
import { assumeLocale } from '../i18n/locale.ts'
import { forget, type Kept, keep } from './kept.ts'

/** How often it is asked whether the payment has arrived, and how many times while somebody looks on. */
const POLL_MS = 3_000
const POLLS = 40
/** After that the provider's page does not open any more: the person stopped it, or the network did. */
const OPENS_MS = 15_000

type Acting = FailureCode<typeof api.payments.look | typeof api.payments.payAtDoor>
/** What to say beside the button. */
export type Trouble = 'offline' | 'payment-unavailable' | 'again'

const TROUBLES: Record<Exclude<Acting, 'not-found' | 'bad-request' | 'nothing-to-pay'>, Trouble> = {
  offline: 'offline',
  'payment-unavailable': 'payment-unavailable',
  'too-many': 'again',
  forbidden: 'again',
}

/** Codes of a token that names nothing. One that cannot be read is answered alike. */
const UNKNOWN = ['not-found', 'bad-request']

/**
 * What becomes of the payment: the person is asked for it, its page opens, they are back and it is asked about, or they
 * are back and it is not there.
 */
export type Paying = 'asked' | 'opening' | 'checking' | 'not-there'

export interface DoorPayment {
  /** Null: not known yet. */
  view: DoorPaymentView | 'nothing' | null
  paying: Paying
  trouble: Trouble | null
  look: () => Promise<void>
  pay: () => Promise<void>
}

/** Follows the payment that a token names, and leads to the provider's page (R30). */
export function useDoorPayment(kept: Kept | null): DoorPayment {
  const [view, setView] = useState<DoorPayment['view']>(kept ? null : 'nothing')
  const [paying, setPaying] = useState<Paying>(kept?.left ? 'checking' : 'asked')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const now = useRef(paying)
  const looking = useRef(false)
  const token = kept?.token ?? ''
  const set = (next: Paying) => {
    now.current = next
    setPaying(next)
  }

  const fail = (code: string) => {
    if (UNKNOWN.includes(code)) {
      forget()
      setView('nothing')
    } else setTrouble(wordFor(TROUBLES, code, 'again'))
  }
  const look = async () => {
    // On a slow network the answers of several at once could come in any order.
    if (looking.current) return
    looking.current = true
    const answer = await call(api.payments.look, {}, { token })
    looking.current = false
    if (!answer.ok) return fail(answer.code)
    await assumeLocale(answer.data.locale).catch(() => {})
    setTrouble(null)
    setView(answer.data)
  }
  const pay = async () => {
    const before = now.current
    if (before === 'opening') return
    set('opening')
    setTrouble(null)
    const answer = await action(api.payments.payAtDoor, {}, { token })
    if (answer.ok && answer.data.outcome === 'open') {
      keep({ token, left: true })
      location.assign(answer.data.url)
      return
    }
    set(before)
    if (answer.ok || answer.code === 'nothing-to-pay') await look()
    else fail(answer.code)
  }

  const due = view !== null && view !== 'nothing' && view.state === 'due'
  useEffect(() => {
    if (token) void look()
    // A page that was only put aside comes back as it was, with its button pressed.
    const shown = ({ persisted }: PageTransitionEvent) => {
      if (persisted && token) set('checking')
    }
    addEventListener('pageshow', shown)
    return () => removeEventListener('pageshow', shown)
  }, [])
  useEffect(() => {
    if (!due) return
    // Whoever paid in the bank's app comes back to this page without the provider's help.
    const seen = () => document.hidden || void look()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [due])
  useEffect(() => {
    if (paying !== 'opening') return
    const timer = setTimeout(() => set('not-there'), OPENS_MS)
    return () => clearTimeout(timer)
  }, [paying])
  useEffect(() => {
    if (!due || paying !== 'checking') return
    let left = POLLS
    const timer = setInterval(() => {
      if (document.hidden) return
      left -= 1
      if (left < 0) set('not-there')
      else void look()
    }, POLL_MS)
    return () => clearInterval(timer)
  }, [due, paying])
  return { view, paying, trouble, look, pay }
}
