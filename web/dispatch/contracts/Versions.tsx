import type { ContractVersion, ContractView } from '../../../worker/api/contracts/answers.ts'
import { Badge } from '../../ui/bits.tsx'
import { When } from '../when.tsx'
import { Changes } from './Changes.tsx'
import { t } from './texts.ts'

/** Lists every known version: who saved it, when, and what it changed, in words. */
export function Versions({ contract }: { contract: ContractView }) {
  const { versions, version } = contract
  const oldest = versions.at(-1)?.version ?? 1
  return (
    <section class="stack" aria-label={t('view.versions')}>
      <p class="muted">{t('versionsText')}</p>
      <ol class="versions" reversed>
        {versions.map((one) => (
          <Version key={one.version} one={one} current={one.version === version} />
        ))}
      </ol>
      {oldest > 1 ? <p class="muted">{t('olderCut')}</p> : null}
    </section>
  )
}

function Version({ one, current }: { one: ContractVersion; current: boolean }) {
  const { version, at, byName, changes } = one
  const first = version === 1
  return (
    <li class="card">
      <div class="head-line">
        <h2>{t('version', { version })}</h2>
        {current ? <Badge tone="accent">{t('current')}</Badge> : null}
        <span class="muted small">
          {byName ?? t('byUnknown')}, <When at={at} />
        </span>
      </div>
      {first ? <p class="muted small">{t('firstVersion')}</p> : null}
      {changes.length === 0 ? (
        <p>{t(first ? 'asProfile' : 'noChange')}</p>
      ) : (
        <Changes changes={changes} caption={t('version', { version })} />
      )}
    </li>
  )
}
