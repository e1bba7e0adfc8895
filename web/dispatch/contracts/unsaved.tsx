import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { Confirm } from '../parts.tsx'
import type { Draft } from './draft.ts'
import { t } from './texts.ts'

/** Unsaved drafts after leaving by the browser's own navigation. They last until the page is closed. */
export const unsavedDrafts = new Map<string, { draft: Draft; base: number }>()

/** Asks before a link leads away from unsaved changes, and before the page is closed. */
export function Unsaved({ dirty, onLeave }: { dirty: boolean; onLeave: () => void }) {
  const { route } = useLocation()
  const [going, setGoing] = useState<string>()
  useEffect(() => {
    if (!dirty) return
    const closing = (event: BeforeUnloadEvent) => event.preventDefault()
    const leaving = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null
      if (!link || link.target || link.origin !== location.origin || event.ctrlKey || event.metaKey) return
      // Another view of the same contract keeps the draft.
      if (link.pathname === location.pathname) return
      event.preventDefault()
      event.stopPropagation()
      setGoing(link.pathname + link.search)
    }
    addEventListener('beforeunload', closing)
    // The capture phase runs this before the router.
    document.addEventListener('click', leaving, true)
    return () => {
      removeEventListener('beforeunload', closing)
      document.removeEventListener('click', leaving, true)
    }
  }, [dirty])
  return (
    <Confirm
      open={going !== undefined}
      title={t('leaveTitle')}
      yes={t('leave')}
      danger
      busy={false}
      failure={undefined}
      onYes={() => {
        onLeave()
        route(going ?? '/')
      }}
      onClose={() => setGoing(undefined)}
    >
      <p>{t('leaveText')}</p>
    </Confirm>
  )
}
