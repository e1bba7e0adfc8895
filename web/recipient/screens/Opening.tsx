import { Skeleton } from '../../ui/bits.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { t } from '../texts.ts'

/** Shows the shape of the coming page while the link is exchanged. */
export function Opening() {
  return (
    <Screen title="Sesame">
      <p class="sr" role="status">
        {t('opening')}
      </p>
      <Skeleton height="1.9rem" lines={2} />
      <Skeleton lines={2} />
      <Skeleton height="220px" />
    </Screen>
  )
}
