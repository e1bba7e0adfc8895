import { type Policy, PROFILES } from '../../../worker/domain/policy.ts'
import type { Failure } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { ActionError } from '../parts.tsx'
import { type Draft, differs } from './draft.ts'
import { t } from './texts.ts'

interface Props {
  fresh: boolean
  draft: Draft
  /** The version number that a save would create. */
  next: number
  dirty: boolean
  faults: number
  /** The number of fields that protect less. Such a version waits for a second person (R1). */
  weaker: number
  /** A version is already waiting; saving would replace it. */
  waiting: boolean
  busy: boolean
  failure: Failure | undefined
  /** Somebody else saved meanwhile. For a new contract, its identifier is taken. */
  conflict: boolean
  onSave: () => void
  onDiscard: () => void
  onFault: () => void
  onTheirs: () => void
  onTop: () => void
}

/** Shows what is not saved, what is wrong with it, and the save button. It is always in sight. */
export function SaveBar(props: Props) {
  const { fresh, draft, next, dirty, faults, weaker, waiting, busy, failure, conflict } = props
  const own = (Object.keys(PROFILES.kse) as (keyof Policy)[]).filter((field) => differs(draft, field)).length
  return (
    <div class="save-bar">
      <div class="save-state">
        <p class="small muted">{t('differs', { count: own })}</p>
        <p role="status">
          {faults > 0 ? (
            <>
              <strong class="faulty">{t('faults', { count: faults })}</strong>{' '}
              <button type="button" class="link" onClick={props.onFault}>
                {t('toFault')}
              </button>
            </>
          ) : (
            t(dirty ? 'unsaved' : 'unchanged')
          )}
        </p>
        {weaker > 0 && faults === 0 ? (
          <p class="weaker">
            {t('weakerCount', { count: weaker })} {waiting ? t('weakerInstead') : null}
          </p>
        ) : null}
        <ActionError failure={failure} />
        {conflict ? (
          <div class="action-error" role="alert">
            <p>{t(fresh ? 'taken' : 'changedMeanwhile')}</p>
            {fresh ? null : (
              <p class="row">
                <Button small kind="secondary" onClick={props.onTheirs}>
                  {t('takeTheirs')}
                </Button>
                <Button small kind="secondary" onClick={props.onTop}>
                  {t('onTop')}
                </Button>
              </p>
            )}
          </div>
        ) : null}
      </div>
      <div class="save-actions">
        {dirty ? (
          <Button small kind="secondary" onClick={props.onDiscard}>
            {t('discard')}
          </Button>
        ) : null}
        <Button small busy={busy} disabled={!dirty || faults > 0} onClick={props.onSave}>
          {t(weaker > 0 ? 'ask' : 'save', { version: next })}
        </Button>
      </div>
    </div>
  )
}
