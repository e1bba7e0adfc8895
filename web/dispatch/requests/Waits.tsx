import { useState } from 'preact/hooks'
import type { Named } from '../../../worker/api/requests/answers.ts'
import { list } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { to } from '../route.ts'
import { t } from './texts.ts'
import './requests.css'

export interface WaitsProps {
  request: string
  couldAgree: readonly Named[]
  /** A member of the office for whom the operator could vouch. */
  vouchFor?: Named | undefined
  /** Only the operator's agreement is missing. */
  operatorNeeded?: boolean
  /** Adds a link where the inbox is not on the screen. */
  link?: boolean
}

/** Shows for whom a request waits: who could agree or, if nobody could, what the operator can do (R9). */
export function Waits({ request, couldAgree, vouchFor, operatorNeeded = false, link = false }: WaitsProps) {
  const nobody = operatorNeeded || couldAgree.length === 0
  return (
    <div class="waits">
      {nobody ? (
        <>
          <p>
            <strong>{operatorNeeded ? t('operatorToo') : t('nobody')}</strong> {t('ways')}
          </p>
          <Command text={`npm run agree -- ${request}`} what={t('wayAgree')} />
          {operatorNeeded ? null : (
            <Command
              text={`npm run vouch -- ${vouchFor?.id ?? '<id>'}`}
              what={vouchFor ? t('wayVouch', { name: vouchFor.name }) : t('wayVouchAny')}
            />
          )}
        </>
      ) : (
        <p>{t('could', { names: list(couldAgree.map(({ name }) => name)) })}</p>
      )}
      {link ? <a href={to.requests}>{t('toRequests')}</a> : null}
    </div>
  )
}

function Command({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      // Copying failed, but the command is on the screen and can be selected.
      setCopied(false)
    }
  }
  const word = copied ? t('copied') : t('copy')
  return (
    <div class="command">
      <span class="small muted">{what}</span>
      <code>{text}</code>
      <Button small kind="secondary" aria-label={`${word}: ${text}`} onClick={() => void copy()}>
        {copied ? `✓ ${word}` : word}
      </Button>
    </div>
  )
}
