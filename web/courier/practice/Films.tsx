import { useState } from 'preact/hooks'
import { doorRules } from '../../../worker/domain/door-rules.ts'
import { policyOf } from '../../../worker/domain/policy.ts'
import type { Profile } from '../../../worker/domain/terms.ts'
import { locale } from '../../i18n/locale.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { type DoorOutcome, outcomesOf } from '../paper/guide.ts'
import type { PaperTexts } from '../paper/texts.ts'
import { t } from './texts.ts'

/** Offers a short film of each outcome at the door, recorded from the screens themselves by `npm run pictures`. */
export function Films({ profile, texts }: { profile: Profile; texts: PaperTexts }) {
  const [open, setOpen] = useState<DoorOutcome | null>(null)
  const rules = doorRules(policyOf(profile))
  const file = ({ name }: DoorOutcome) =>
    name === 'code' ? name : `${name}-${name === 'none' ? rules.withoutCode : rules.afterWrong}`
  return (
    <>
      <ul class="films" aria-label={t('films')}>
        {outcomesOf(rules, texts).map((outcome) => (
          <li key={outcome.name}>
            <Button small kind="secondary" onClick={() => setOpen(outcome)}>
              <span aria-hidden="true">▶ </span>
              {outcome.title}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog open={open !== null} title={open?.title ?? ''} onClose={() => setOpen(null)}>
        {open ? <Film src={`/app/guide/${locale()}-${file(open)}.webm`} of={open} /> : null}
      </Dialog>
    </>
  )
}

/** Plays a film. Its words stand below it, for those who cannot see it and where there is no network. */
function Film({ src, of }: { src: string; of: DoorOutcome }) {
  const [failed, setFailed] = useState(false)
  return (
    <>
      {failed ? (
        <Banner kind="error">{t('filmFailed')}</Banner>
      ) : (
        <video
          class="film"
          src={src}
          width="390"
          height="844"
          autoPlay
          muted
          playsInline
          controls
          aria-label={of.title}
          onError={() => setFailed(true)}
        />
      )}
      <ul>
        {of.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <p>
        <strong>{of.end}</strong>
      </p>
    </>
  )
}
