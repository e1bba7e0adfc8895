import type { ScanAnswer } from '../../worker/api/deliveries/answers.ts'
import { api } from '../api/call.ts'
import { nextTry } from './next-try.ts'
import { type Asked, type AskedBy, askPresented, newAmong, unlikely } from './presented.ts'
import { doOrKeep } from './send.ts'
import { unsentLabels } from './unsent.ts'
import type { DeliveryPage } from './use-delivery.ts'

type Found = Extract<ScanAnswer, { outcome: 'match' }>

/** What is in view, and the page that shows what comes of it. */
interface InView {
  by: AskedBy
  queue: { current: string[] }
  latest: { current: DeliveryPage }
  gone: { current: boolean }
  setAlready: (already: boolean) => void
}

/** Asks about what is in view until it matches or nothing is left to ask. */
export async function settle({ by, queue, latest, gone, setAlready }: InView): Promise<void> {
  const askAll = async (labels: string[]): Promise<Asked<Found>> => {
    const keeps = !labels.every(unlikely)
    const answer = await doOrKeep(latest.current, api.deliveries.scan, { labels, by }, keeps)
    if (!answer || answer === 'kept') return { kind: answer ?? 'failed' }
    return answer.outcome === 'match'
      ? { kind: 'match', value: answer }
      : { kind: 'mismatch', left: answer.left }
  }

  const matched = ({ delivery }: Found) => {
    const { view, learn, bind } = latest.current
    if (by !== 'typed') bind()
    const scanned = delivery.parcels.filter((parcel) => parcel.scanned).length
    learn({ delivery, parcels: { ...view.parcels, scanned }, noClaims: false })
    goOn()
  }
  const goOn = () =>
    latest.current.choose({ adding: false, onlyThese: false, recheck: false, wrong: null, panel: null })

  const { view, wrong } = latest.current
  let left = view.wrongLabelsLeft
  let mismatch = false
  while (queue.current.length > 0 && !gone.current) {
    const texts = queue.current.splice(0)
    const known = latest.current.view.delivery?.parcels.filter((parcel) => parcel.scanned) ?? []
    const labels = [...known.map(({ label }) => label), ...unsentLabels(latest.current.unsent)]
    // Typing a scanned number again is a plain match. The camera may simply still see the previous parcel.
    const news = by === 'typed' ? texts : newAmong(texts, labels)
    setAlready(news.length < texts.length)
    const answer = await askPresented(news, wrong, left, askAll)
    if (answer?.kind === 'match') return matched(answer.value)
    if (answer?.kind === 'kept') return goOn()
    if (answer?.kind === 'failed') {
      if (by === 'camera') await nextTry()
      const { trouble } = latest.current
      if (by !== 'camera' || (trouble !== 'offline' && trouble !== 'again')) return
      queue.current.push(...texts)
      continue
    }
    if (!answer) continue
    left = answer.left
    mismatch ||= by !== 'camera' || !answer.quiet
  }
  if (!mismatch) return
  latest.current.learn({ wrongLabelsLeft: left })
  latest.current.choose({ wrong: { left } })
}
