import { PROFILE_CARRIERS, PROFILES } from '../../../worker/domain/policy.ts'
import type { Profile } from '../../../worker/domain/terms.ts'
import { Field } from '../../ui/Field.tsx'
import { type Draft, faultsAt, type PolicyFieldFault, withProfile } from './draft.ts'
import { faultWord } from './Fields.tsx'
import { t } from './texts.ts'

const NAMES = Object.keys(PROFILES) as Profile[]

/** Shows who the contract is with and which profile it starts from. */
export function About({
  draft,
  faults,
  fresh,
  onChange,
}: {
  draft: Draft
  faults: readonly PolicyFieldFault[]
  /** Not saved yet, so the identifier can still be chosen. */
  fresh: boolean
  onChange: (part: Partial<Draft>) => void
}) {
  const errorAt = (field: string) => {
    const [fault] = faultsAt(faults, field)
    return fault && faultWord(fault)
  }
  return (
    <div class="card about">
      <div class="about-fields">
        <Field
          label={t('name')}
          hint={t('nameHint')}
          value={draft.name}
          error={errorAt('name')}
          input={{ maxLength: 120, autoComplete: 'off' }}
          onInput={(name) =>
            onChange(fresh && draft.id === idOf(draft.name) ? { name, id: idOf(name) } : { name })
          }
        />
        {fresh ? (
          <Field
            label={t('id')}
            hint={t('idHint')}
            value={draft.id}
            error={errorAt('id')}
            input={{ maxLength: 64, autoComplete: 'off', spellcheck: false, autoCapitalize: 'none' }}
            onInput={(id) => onChange({ id: id.trim() })}
          />
        ) : null}
        <Field
          label={t('carrier')}
          hint={t('carrierHint', { carrier: PROFILE_CARRIERS[draft.profile] })}
          value={draft.carrier}
          error={errorAt('carrier')}
          input={{ maxLength: 60, autoComplete: 'off' }}
          onInput={(carrier) => onChange({ carrier })}
        />
      </div>
      <fieldset class="profiles">
        <legend>{t('profile')}</legend>
        <p class="small muted">{t('profileHint')}</p>
        <div class="options">
          {NAMES.map((name) => (
            <label key={name} class="check">
              <input
                type="radio"
                name="profile"
                checked={draft.profile === name}
                onChange={() => onChange(withProfile(draft, name))}
              />
              <span>
                {t(`profile.${name}`)}
                <span class="small muted">{t(`profile.${name}.text`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

const LATIN: Record<string, string> = Object.fromEntries(
  'а-a б-b в-v г-g д-d е-e ё-e ж-zh з-z и-i й-y к-k л-l м-m н-n о-o п-p р-r с-s т-t у-u ф-f х-kh ц-ts ч-ch ш-sh щ-sch ъ- ы-y ь- э-e ю-yu я-ya œ-oe'
    .split(' ')
    .map((pair) => pair.split('-')),
)

/** Proposes an identifier from a name, in Latin letters and hyphens. */
export const idOf = (name: string): string =>
  [...name.trim().toLowerCase()]
    .map((letter) => LATIN[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64)
