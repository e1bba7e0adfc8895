import { Skeleton } from '../../ui/bits.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { t } from '../texts.ts'

/** While the link is exchanged: the shape of what is coming, with everything at its place. */
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
