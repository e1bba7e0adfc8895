import { Button } from '../../ui/Button.tsx'
import { t } from '../texts.ts'
import { UndoBar } from '../UndoBar.tsx'
import type { StopContext } from './context.ts'
import { ActionError } from './StopFrame.tsx'

/** Offers to take back what ended the visit by mistake, with the time that is left for it (R37). */
export function Undo({ state, undo }: StopContext) {
  return (
    <>
      <ActionError message={state.undoing} />
      {undo ? (
        <UndoBar window={undo}>
          {(time) => (
            <Button kind="secondary" busy={state.busy} onClick={() => void state.reopen()}>
              {t('undo', { time })}
            </Button>
          )}
        </UndoBar>
      ) : null}
    </>
  )
}
