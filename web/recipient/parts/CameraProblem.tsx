import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/bits.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { l, loadLater } from '../later-texts.ts'
import { t } from '../texts.ts'
import type { CameraTrouble } from './Viewfinder.tsx'

/**
 * Shows why there is no picture and what to do. Few ever see it, so its words come with those of the later
 * screens; without a network, which then keeps the decoder away too, it says that.
 */
export function CameraProblem({ trouble, onAgain }: { trouble: CameraTrouble; onAgain: () => void }) {
  const words = useLazy(loadLater)
  return (
    <section class="card stack" role="alert">
      {words.state === 'loading' ? <Skeleton lines={3} /> : null}
      {words.state === 'failed' ? <p>{t('loadFailed')}</p> : null}
      {words.state === 'ready' ? (
        <>
          <h2>{l(`scan.${trouble}`)}</h2>
          <p>{l(`scan.${trouble}.text`)}</p>
        </>
      ) : null}
      {trouble === 'no-camera' ? null : (
        <Button kind="secondary" small onClick={onAgain}>
          {t('again')}
        </Button>
      )}
    </section>
  )
}
