import type { CourierRound } from '../../worker/api/stops/answers.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { tabletPlace } from './place.ts'
import { here, SORTS, type Sort, sort, wanted } from './round-view.ts'
import { t } from './texts.ts'

/** A round of fewer stops is seen at a glance. */
const FEW = 8

/** Searches and orders a long round. */
export function RoundTools({ stops }: Pick<CourierRound, 'stops'>) {
  if (stops.length <= FEW && wanted.value === '') return null
  const placed = stops.some(({ place }) => place)
  const choose = async (how: Sort) => {
    sort.value = how
    if (how === 'nearest') here.value = (await tabletPlace()) ?? here.value
  }
  const options = SORTS.filter((how) => how !== 'nearest' || placed)
  return (
    <div class="round-tools">
      <span class="field">
        <input
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          autoComplete="off"
          value={wanted.value}
          onInput={(event) => {
            wanted.value = event.currentTarget.value
          }}
        />
      </span>
      <Segmented
        label={t('sortBy')}
        value={sort.value}
        options={options.map((how) => ({ value: how, label: t(`sort.${how}`) }))}
        onChange={(how) => void choose(how)}
      />
    </div>
  )
}
