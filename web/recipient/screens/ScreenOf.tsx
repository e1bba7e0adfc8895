import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/bits.tsx'
import { useLazy } from '../../ui/hooks.ts'
import type { ScreenName } from '../flow.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { t } from '../texts.ts'
import { Code } from './Code.tsx'
import { type LaterScreens, loadScreens } from './load-screens.ts'
import { Scan } from './Scan.tsx'
import { Waiting } from './Waiting.tsx'

/** The screens of the first view. The rest is one file, fetched while the person still reads or scans. */
const FIRST: { [name in ScreenName]?: ComponentType<DeliveryPageProps> } = {
  waiting: Waiting,
  code: Code,
  scan: Scan,
}

export function ScreenOf(props: DeliveryPageProps) {
  const [later, setLater] = useState<LaterScreens | null>(null)
  useEffect(() => {
    // The screens load ahead of time, as a stairwell may have no network at the moment of signing.
    const timer = setTimeout(() => void loadScreens().then(setLater, () => {}), 1_500)
    return () => clearTimeout(timer)
  }, [])
  const { scans, state } = props.page.view
  useEffect(() => later?.fetchAhead(scans && state), [later, scans && state])
  const First = FIRST[props.name] ?? Later
  return (
    <>
      <First {...props} more={later && <later.More {...props} />} />
      {later && <later.Sender {...props} />}
    </>
  )
}

function Later(props: DeliveryPageProps) {
  const later = useLazy(loadScreens)
  if (later.state === 'ready') {
    const Shown = later.value.screens[props.name]
    return Shown ? <Shown {...props} /> : null
  }
  if (later.state === 'loading')
    return (
      <PageScreen {...props}>
        <Skeleton height="1.9rem" />
        <Skeleton lines={4} height="3rem" />
      </PageScreen>
    )
  return (
    <PageScreen
      {...props}
      heading={t('dead.offline')}
      lead={t('loadFailed')}
      actions={<Button onClick={later.retry}>{t('again')}</Button>}
    />
  )
}
