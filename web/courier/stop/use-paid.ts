import { useEffect, useRef, useState } from 'preact/hooks'
import { playSound } from '../../ui/sound.ts'

/** For how long it is said that it was paid just now. */
const SAID_MS = 6_000

/**
 * Notices that a stop was paid while it was watched (R30), and returns whether that is to be said. The sound is not the
 * one of a hand-over, which would send the parcel out of the courier's hands before the code.
 */
export function usePaidNow(unpaid: boolean, onPaid: () => void): boolean {
  const before = useRef(unpaid)
  const [said, setSaid] = useState(false)
  useEffect(() => {
    const paid = before.current && !unpaid
    before.current = unpaid
    if (!paid) return setSaid(false)
    playSound('wait')
    onPaid()
    setSaid(true)
    const timer = setTimeout(() => setSaid(false), SAID_MS)
    return () => clearTimeout(timer)
  }, [unpaid])
  return said
}
