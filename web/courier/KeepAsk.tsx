import { useEffect, useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { t } from './texts.ts'

const STORED = 'sesame.keep-asked'

function wasAsked(): boolean {
  try {
    return localStorage.getItem(STORED) !== null
  } catch {
    return true
  }
}

function noteAsked(): void {
  try {
    localStorage.setItem(STORED, new Date().toISOString())
  } catch {
    // Without storage there is nothing to keep either.
  }
}

/**
 * Asks once whether the browser may keep the round for good, where it would clear it when room is short. Some browsers ask
 * the person in turn, so it is said first what for.
 */
export function KeepAsk() {
  const [asks, setAsks] = useState(false)
  useEffect(() => {
    const { storage } = navigator as Partial<Navigator>
    if (!storage?.persist || wasAsked()) return
    void storage.persisted().then((kept) => setAsks(!kept))
  }, [])
  if (!asks) return null
  const keep = async () => {
    noteAsked()
    setAsks(false)
    await navigator.storage.persist().catch(() => false)
  }
  return (
    <Banner
      action={
        <Button small kind="secondary" onClick={() => void keep()}>
          {t('keepYes')}
        </Button>
      }
    >
      {t('keepAsk')}
    </Banner>
  )
}
