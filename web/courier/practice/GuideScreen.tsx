import { useLocation } from 'preact-iso'
import { doorRules } from '../../../worker/domain/door-rules.ts'
import { PROFILE_CARRIERS, policyOf } from '../../../worker/domain/policy.ts'
import { PROFILE_NAMES } from '../../../worker/domain/terms.ts'
import { api } from '../../api/call.ts'
import { locale } from '../../i18n/locale.ts'
import { SessionEnded, useGet } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState, Skeleton } from '../../ui/bits.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { distinct } from '../paper/guide.ts'
import { PaperView } from '../paper/PaperView.tsx'
import { printPapers, usePaperLanguage } from '../paper/use-papers.ts'
import { word } from '../paper/words.ts'
import { PRACTICE_PATH } from '../paths.ts'

/** What is printed for a courier without a round: both profiles. */
const PROFILES_ON_PAPER = PROFILE_NAMES.map((name) => ({
  carrier: PROFILE_CARRIERS[name],
  rules: doorRules(policyOf(name)),
}))

/** Shows the poster and the guide of the contracts on this courier's round, to be read or printed. */
export const GuideScreen = ({ onEnded }: { onEnded: () => void }) => (
  <SessionEnded.Provider value={onEnded}>
    <Guide />
  </SessionEnded.Provider>
)

function Guide() {
  const { route } = useLocation()
  const { value, failure, reload } = useGet(api.stops.guide, {})
  const language = usePaperLanguage(locale())
  const items = value?.items.length === 0 ? PROFILES_ON_PAPER : value?.items
  const secured = items && distinct(items.filter(({ rules }) => rules.secured))
  return (
    <Screen
      title={word('heading')}
      onBack={() => route(PRACTICE_PATH, true)}
      lead={word('lead')}
      actions={
        secured && secured.length > 0 ? (
          <Button busy={!language.texts} onClick={() => void printPapers()}>
            {word('print')}
          </Button>
        ) : null
      }
    >
      {failure ? (
        <Banner
          kind="error"
          action={
            <Button small kind="secondary" onClick={reload}>
              {word('again')}
            </Button>
          }
        >
          {word('failed')}
        </Banner>
      ) : null}
      {!value && !failure ? <Skeleton lines={3} height="220px" /> : null}
      {secured?.length === 0 ? <EmptyState title={word('none')}>{word('noneText')}</EmptyState> : null}
      {secured && secured.length > 0 ? <PaperView language={language} of={secured} /> : null}
    </Screen>
  )
}
