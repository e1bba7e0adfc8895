import { useState } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { t } from './texts.ts'

/** Copies a number that has to be looked up elsewhere. It stands beside it, so that it can be selected too. */
export function Copy({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  const word = t(copied ? 'secret.copied' : 'secret.copy')
  return (
    <Button small kind="secondary" aria-label={`${word}: ${text}`} onClick={() => void copy()}>
      {copied ? `✓ ${word}` : word}
    </Button>
  )
}
