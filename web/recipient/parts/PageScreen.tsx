import type { ComponentChildren } from 'preact'
import { Banner, Progress } from '../../ui/bits.tsx'
import { useOnline } from '../../ui/hooks.ts'
import { Screen, type ScreenProps } from '../../ui/Screen.tsx'
import { type ScreenName, stepOf } from '../flow.ts'
import { t } from '../texts.ts'
import type { DeliveryPage } from '../use-delivery.ts'
import { Language } from './Language.tsx'

/** What every screen of a delivery receives. */
export interface DeliveryPageProps {
  page: DeliveryPage
  name: ScreenName
  /** The last reading from the server failed. */
  stale: boolean
  /** What stands below the screen's own content. */
  more?: ComponentChildren
}

type Props = DeliveryPageProps &
  Pick<ScreenProps, 'heading' | 'lead' | 'actions' | 'tone' | 'onBack'> & {
    children?: ComponentChildren
  }

/**
 * Shows a screen with the carrier's name, the steps, the language, and a notice when it may be out of date.
 */
export function PageScreen({ page, name, stale, children, more, ...screen }: Props) {
  const online = useOnline()
  const step = stepOf(page.view, name)
  return (
    <Screen
      {...screen}
      title={page.view.carrier}
      right={
        <span class="corner">
          {step ? (
            <span aria-hidden="true">
              {step.value} / {step.of}
            </span>
          ) : null}
          <Language />
        </span>
      }
      top={
        <>
          {step ? <Progress {...step} /> : null}
          {stale || !online ? (
            <Banner kind="offline">
              {t(page.view.secret && !page.view.hold ? 'code.offline' : 'stale')}
            </Banner>
          ) : null}
        </>
      }
    >
      {children}
      {more}
    </Screen>
  )
}
