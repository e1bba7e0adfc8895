import { Asking, type AskingWords, Lapsed } from '../../hands/asking/Asking.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'

const wordsOf = ({ stop }: StopContext) => ({
  why: t('askingWhy'),
  reasons: (stop.approval?.reasons ?? []).map((reason) => t(`fresh.${reason}`)),
  left: (time: string) => t('askingLeft', { time }),
  other: t('askingOther'),
})

/** Shows that a dispatcher is being asked whether this courier may release the parcel (R42). */
export function AskingScreen(context: StopContext) {
  const { state } = context
  const words: AskingWords = { ...wordsOf(context), title: t('askingTitle'), text: t('askingText') }
  const { asking } = state.approval
  return asking ? <Asking deadline={asking.deadline} words={words} onOther={() => state.open(null)} /> : null
}

/** Shows that no dispatcher answered in time, and offers to ask again or to use another way. */
export function LapsedScreen(context: StopContext) {
  const { state, stop } = context
  const left = stop.approval?.left ?? 0
  const text = t(left > 0 ? 'lapsedText' : 'lapsedLast')
  const words: AskingWords = { ...wordsOf(context), title: t('lapsedTitle'), text }
  return (
    <Lapsed
      words={words}
      left={left}
      busy={state.busy}
      again={(n, of) => t('askAgain', { n, of })}
      onAgain={() => void state.askAgain()}
      onOther={() => state.open(null)}
    />
  )
}
