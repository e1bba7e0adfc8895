import { useEffect, useRef, useState } from 'preact/hooks'
import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import { readScanned } from '../../../worker/domain/scanned.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { optionsOf, SelectFilter } from '../SelectFilter.tsx'
import { STATE_NAMES } from '../states.ts'
import { t as shell } from '../texts.ts'
import { stateWord } from '../words.ts'
import { type Filter, isFiltered, NO_FILTER } from './filter.ts'
import { t } from './texts.ts'

/** The pause in typing after which the list is read again. */
const TYPED_MS = 350

export interface FiltersProps {
  filter: Filter
  contracts: ContractLine[]
  onChange: (filter: Filter) => void
}

/** Whether a text is a recipient's secret, which no address may hold. */
const isSecret = (text: string) => ['code', 'receipt', 'secret'].includes(readScanned(text).kind)

/** Offers search, state and contract. Every change goes into the address. */
export function Filters({ filter, contracts, onChange }: FiltersProps) {
  const [q, setQ] = useState(filter.q)
  // The back button, a link or "clear" changed the address.
  useEffect(() => setQ((now) => (now.trim() === filter.q ? now : filter.q)), [filter.q])
  const [refused, setRefused] = useState(false)
  // A choice takes the text along and ends the pause at once: an effect ends it only after the next picture, and
  // a pause that is over before would undo the choice.
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const change = (chosen: Partial<Filter>) => {
    clearTimeout(pause.current)
    const secret = isSecret(q)
    setRefused(secret)
    if (secret) setQ(filter.q)
    onChange({ ...filter, q: secret ? filter.q : q.trim(), ...chosen })
  }
  useEffect(() => {
    if (q.trim() === filter.q) return
    pause.current = setTimeout(() => change({}), TYPED_MS)
    return () => clearTimeout(pause.current)
    // If another filter was chosen meanwhile, the text joins it, because typing must not undo that choice.
  }, [q, filter.q, filter.state, filter.contract])
  const submit = (event: Event) => {
    event.preventDefault()
    change({})
  }
  const reset = () => {
    clearTimeout(pause.current)
    setQ('')
    onChange(NO_FILTER)
  }
  const pick = (name: 'state' | 'contract') => (value: string) => change({ [name]: value })
  return (
    <search>
      <form class="filters" onSubmit={submit}>
        <div class="grow">
          <Field
            label={t('search')}
            value={q}
            onInput={(text) => {
              setRefused(false)
              setQ(text)
            }}
            error={refused ? t('searchSecret') : undefined}
            input={{
              type: 'search',
              placeholder: t('searchHint'),
              autoComplete: 'off',
              spellcheck: false,
              maxLength: 64,
            }}
          />
        </div>
        <SelectFilter
          label={t('state')}
          any={t('anyState')}
          value={filter.state}
          options={STATE_NAMES.map((state) => ({ value: state, label: stateWord(state) }))}
          onPick={pick('state')}
        />
        <SelectFilter
          label={t('contract')}
          any={t('anyContract')}
          value={filter.contract}
          options={optionsOf(contracts)}
          onPick={pick('contract')}
        />
        {isFiltered(filter) ? (
          <Button small kind="secondary" onClick={reset}>
            {shell('reset')}
          </Button>
        ) : null}
      </form>
    </search>
  )
}
