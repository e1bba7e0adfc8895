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

/** The answer to an identity check, or the word that a dispatcher is being asked. */
export type IdentityAnswer = DoorAnswer | ApprovalAsked

interface Given {
  shipmentId: string
  open: boolean
  post: (body: unknown, key: string) => Promise<Result<IdentityAnswer>>
  /** Called with the final answer. */
  onAnswer: (answer: DoorAnswer) => void
  onRefusal: (code: string) => void
  /** Called when a dispatcher is asked or did not answer in time, so that the stop is read again. */
  onChange: () => void
}

/**
 * Follows an identity check that a dispatcher has to approve (R42). It polls with the same key every two
 * seconds, even after a loss of network or a reload. After a lapse it waits for the courier.
 */
export function useAsking(given: Given) {
  const { shipmentId, open } = given
  const [asking, setAsking] = useState<Asking | null>(() => (open ? keptAsking(shipmentId) : null))
  const [lapsed, setLapsed] = useState<Asking | null>(null)
  // Keeps the newest callbacks for a poll that began with older ones.
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
    /** Begins to poll after an answer that a dispatcher is being asked. */
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
