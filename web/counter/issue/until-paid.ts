import { useEffect, useRef } from 'preact/hooks'
import type { CounterHold } from '../../../worker/api/holds/answers.ts'
import { isUnpaid } from '../../hands/paying/paying.ts'
import { playSound } from '../../ui/sound.ts'
import type { HoldEntry } from '../entry.ts'
import { outcome } from '../outcome.ts'
import { readHold } from '../post.ts'
import { say } from '../state.ts'

const POLL_MS = 3_000

/**
 * Reads a shown hold again while it is not paid (R30), because somebody pays it on a phone of which the counter knows
 * nothing. `take` gets it once it is paid or has a claim. The QR code to pay by leaves the screen then.
 */
export function useUntilPaid(entry: HoldEntry, take: (hold: CounterHold) => void): void {
  const latest = useRef({ entry, take })
  latest.current = { entry, take }
  const waits = isUnpaid(entry.hold) && !entry.hold.claimOpen
  useEffect(() => {
    if (!waits) return
    let over = false
    const read = async () => {
      const { hold, scanned } = latest.current.entry
      const answer = await readHold(hold.shipmentId, scanned)
      if (over || !answer.ok) return
      // An answer from before the last scan does not know that parcel's label.
      if (latest.current.entry.scanned !== scanned) return
      const now = answer.data
      if (isUnpaid(now) && !now.claimOpen) return
      if (outcome.value?.type === 'pay') outcome.value = null
      latest.current.take(now)
      if (isUnpaid(now)) return
      playSound('wait')
      say('good', 'paidNow')
    }
    const follow = async () => {
      while (!over) {
        if (!document.hidden) await read()
        await new Promise((done) => setTimeout(done, POLL_MS))
      }
    }
    void follow()
    return () => {
      over = true
    }
  }, [entry.hold.shipmentId, waits])
}
