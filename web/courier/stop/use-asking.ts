import { useEffect, useRef, useState } from 'preact/hooks'
import type { ApprovalAsked, DoorAnswer } from '../../../worker/api/stops/answers.ts'
import type { Result } from '../../api/call.ts'
import {
  type Asking,
  askingNow,
  forgetAsking,
  keepAsking,
  keptAsking,
  POLL_MS,
} from '../../hands/asking/asking.ts'

/** What an identity check is answered with; while a dispatcher is asked, that. */
export type IdentityAnswer = DoorAnswer | ApprovalAsked

interface Given {
  shipmentId: string
  open: boolean
  post: (body: unknown, key: string) => Promise<Result<IdentityAnswer>>
  /** The last answer, once there is one. */
  onAnswer: (answer: DoorAnswer) => void
  onRefusal: (code: string) => void
  /** Asked, or not answered in time: what the stop says of it is read again. */
  onChange: () => void
}

/**
 * An identity check that a dispatcher is asked about (R42): it asks by the same key what came of it, every two seconds,
 * also without a network in between and after a reload. A lapse waits for the courier.
 */
export function useAsking(given: Given) {
  const { shipmentId, open } = given
  const [asking, setAsking] = useState<Asking | null>(() => (open ? keptAsking(shipmentId) : null))
  const [lapsed, setLapsed] = useState<Asking | null>(null)
  // The newest of what is handed in, for a poll that began with an older one.
  const latest = useRef(given)
  latest.current = given

  const stop = () => {
    setAsking(null)
    forgetAsking(shipmentId)
  }
  const settle = (asked: Asking, answer: Result<IdentityAnswer>) => {
    const { onAnswer, onRefusal, onChange } = latest.current
    if (answer.ok && answer.data.outcome === 'approval') return
    if (!answer.ok && answer.code === 'offline') return
    stop()
    if (answer.ok) onAnswer(answer.data as DoorAnswer)
    else if (answer.code === 'approval-lapsed') {
      setLapsed(asked)
      onChange()
    } else onRefusal(answer.code)
  }

  useEffect(() => {
    if (!open) stop()
    if (!asking || !open) return
    let over = false
    const poll = async () => {
      while (!over) {
        await new Promise((done) => setTimeout(done, POLL_MS))
        if (over) return
        const answer = await latest.current.post(asking.body, asking.key)
        if (!over) settle(asking, answer)
      }
    }
    void poll()
    return () => {
      over = true
    }
  }, [asking, open])

  return {
    asking,
    lapsed,
    /** A check was answered that a dispatcher is asked. */
    begin: (key: string, body: unknown) => {
      const now = askingNow(key, body, Date.now())
      keepAsking(shipmentId, now)
      setLapsed(null)
      setAsking(now)
      latest.current.onChange()
    },
    forget: () => {
      setLapsed(null)
      stop()
    },
    leaveLapsed: () => setLapsed(null),
  }
}
