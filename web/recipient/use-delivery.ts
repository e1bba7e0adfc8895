import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import { action } from '../api/action.ts'
import {
  type AnswerAt,
  api,
  call,
  hrefOf,
  type InputAt,
  type Result,
  type WriteAddress,
} from '../api/call.ts'
import { assumeLocale } from '../i18n/locale.ts'
import { type DeadLink, deadBy, deadLink, type TroubleKey, troubleBy } from './failure.ts'
import { CALM, type Ui } from './flow.ts'
import { type Link, wipe } from './link.ts'
import { type FirstOpening, open } from './opening.ts'
import type { WrongLabels } from './presented.ts'
import type { Unsent } from './unsent.ts'

/** How often the page polls while no socket is connected. */
const POLL_MS = 15_000

/** The writes a recipient can do on the page. */
type DeliveryWrite = Extract<WriteAddress, `POST /api/deliveries/:deliveryId/${string}`>

/** What every screen of one delivery works with. */
export interface DeliveryPage {
  view: RecipientView
  ui: Ui
  /** Changes what the person chose, and clears the last trouble. */
  choose: (change: Partial<Ui>) => void
  /** Shows what an answer told, until the delivery is read again. */
  learn: (change: Partial<RecipientView>) => void
  /** Posts an action of the person. Returns null when it failed; `trouble` may then say why. */
  act: <A extends DeliveryWrite>(action: A, body: InputAt<A>) => Promise<AnswerAt<A> | null>
  busy: string | null
  trouble: TroubleKey | null
  wrong: WrongLabels
  /** Steps that wait for a network (see unsent.ts), and whether the last action has lost its answer. */
  unsent: Unsent | null
  keep: (change: (now: Unsent | null) => Unsent | null) => void
  lost: { current: boolean }
  /** Says why an action failed that was not sent by `act`. */
  fail: (trouble: TroubleKey | null) => void
  /** Reads the delivery again. */
  refresh: () => Promise<void>
  /** Removes the link's secret from the address, once this phone saw the label. */
  bind: () => void
}

export type DeliveryStatus =
  | { state: 'opening' }
  | ({ state: 'dead'; retry: () => void } & DeadLink)
  | { state: 'open'; page: DeliveryPage; stale: boolean }

/**
 * Opens one delivery by its link, keeps it up to date and acts on it. Opening posts nothing but the exchange
 * for a session; everything else waits for the person. `link` must not change: use a new `key` for another. `first` is
 * the opening that began before the page was drawn.
 */
export function useDelivery(link: Link, first: FirstOpening | null): DeliveryStatus {
  const known = first?.known
  const [view, setView] = useState<RecipientView | null>(known?.ok ? known.data : null)
  const [dead, setDead] = useState<DeadLink | null>(known && !known.ok ? deadLink(known, link) : null)
  const [stale, setStale] = useState(false)
  const [ui, setUi] = useState<Ui>({ ...CALM, sawOpen: known?.ok === true && !known.data.receipt })
  const [busy, setBusy] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<TroubleKey | null>(null)
  const wrong = useRef<WrongLabels>(new Set()).current
  const carrier = useRef<string | null>(known?.ok ? known.data.carrier : null)
  const [unsent, keep] = useState<Unsent | null>(null)
  const asked = useRef(0)
  const bound = useRef(link.token === null)
  const lost = useRef(false)

  const take = async (answer: Result<RecipientView>) => {
    if (answer.ok) {
      await assumeLocale(answer.data.locale).catch(() => {})
      setView(answer.data)
      carrier.current = answer.data.carrier
      setStale(false)
      setDead(null)
      if (!answer.data.receipt) setUi((now) => ({ ...now, sawOpen: true }))
    } else if (answer.status === 0 || answer.status >= 500) setStale(true)
    else setDead({ why: deadBy(answer, false), ask: carrier.current ? { carrier: carrier.current } : {} })
  }
  const refresh = useCallback(async () => {
    const mine = ++asked.current
    const answer = await call(api.deliveries.read, { deliveryId: link.id })
    // Of several readings under way only the last one counts.
    if (mine === asked.current) await take(answer)
  }, [])
  const start = useCallback(async (again = true) => {
    setDead(null)
    const answer = await (again ? open(link) : (first?.answer ?? open(link)))
    if (answer.ok) await take(answer)
    else setDead(deadLink(answer, link))
  }, [])

  useEffect(() => {
    if (!known) void start(false)
  }, [])
  useEffect(() => {
    if (dead?.why !== 'offline') return
    const again = () => void start()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [dead])

  const listening = view !== null && dead === null && !view.receipt
  useEffect(() => {
    if (!listening) return
    let connected = false
    let over = false
    let stop = () => {}
    // What listens is no part of the first view. Without it the page polls.
    const listen = import('../api/live.ts').then(({ live }) => {
      if (over) return
      stop = live(hrefOf(api.deliveries.live, { deliveryId: link.id }), refresh, (state) => {
        connected = state === 'live'
        if (connected) void refresh()
      })
    })
    listen.catch(() => {})
    const poll = setInterval(() => connected || document.hidden || void refresh(), POLL_MS)
    return () => {
      over = true
      stop()
      clearInterval(poll)
    }
  }, [listening])

  const choose = (change: Partial<Ui>) => {
    setTrouble(null)
    setUi((now) => ({ ...now, ...change }))
  }
  const act: DeliveryPage['act'] = async (address, body) => {
    setBusy(address)
    setTrouble(null)
    const answer = await action<DeliveryWrite>(address, { deliveryId: link.id }, body)
    lost.current = answer.status === 0
    setBusy(null)
    if (!answer.ok) setTrouble(troubleBy(answer.code))
    if (!lost.current) void refresh()
    return answer.ok ? (answer.data as never) : null
  }
  const bind = () => {
    if (!bound.current) wipe(link.id)
    bound.current = true
  }
  const learn = (change: Partial<RecipientView>) => setView((now) => now && { ...now, ...change })

  // A person whose page was open while the parcel waited sees what became of it instead of a dead link.
  const ended = dead?.why === 'expired' && view !== null
  if (dead && !ended) return { state: 'dead', ...dead, retry: () => void start() }
  if (!view) return { state: 'opening' }
  const page = {
    view: unsent ? unsent.over(view) : view,
    ui: { ...ui, ended, unsent: unsent?.finishedAt !== undefined },
    choose,
    learn,
    act,
    busy,
    trouble,
    wrong,
    unsent,
    keep,
    lost,
    fail: setTrouble,
    refresh,
    bind,
  }
  return { state: 'open', page, stale }
}
