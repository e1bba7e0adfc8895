import { useId } from 'preact/hooks'
import { CASCADE_WAIT_S } from '../../../worker/domain/limits.ts'
import type { Cascade, Policy } from '../../../worker/domain/policy.ts'
import { Switch } from './controls.tsx'
import { inOrder } from './draft.ts'
import { t } from './texts.ts'

/** How long a report is awaited at first: a messenger tells within a minute whether its message arrived. */
const WAIT_S = 120

/** Edits in which order channels are tried, and how long each report is awaited. E-mail goes beside. */
export function CascadeControl({
  policy: { cascade, channels },
  onChange,
}: {
  policy: Policy
  onChange: (value: Cascade | null) => void
}) {
  const id = useId()
  const up = (index: number) => {
    if (!cascade) return
    const order = [...cascade.channels]
    order.splice(index - 1, 2, ...order.slice(index - 1, index + 1).reverse())
    onChange({ ...cascade, channels: order })
  }
  return (
    <div class="stack">
      <Switch
        label={t('cascade.on')}
        value={cascade !== null}
        onChange={(on) => onChange(on ? { channels: inOrder([], channels), waitS: WAIT_S } : null)}
      />
      {cascade ? (
        <>
          <ol class="cascade">
            {cascade.channels.map((channel, index) => (
              <li key={channel}>
                <span>{t(`channel.${channel}`)}</span>
                {index > 0 ? (
                  <button
                    type="button"
                    class="quiet"
                    aria-label={t('cascade.earlier', { channel: t(`channel.${channel}`) })}
                    onClick={() => up(index)}
                  >
                    ↑
                  </button>
                ) : null}
              </li>
            ))}
          </ol>
          <span class="field">
            <label for={id}>{t('cascade.wait')}</label>
            <input
              id={id}
              type="number"
              min={CASCADE_WAIT_S.least}
              max={CASCADE_WAIT_S.most}
              step={30}
              value={cascade.waitS}
              onInput={(event) => onChange({ ...cascade, waitS: Number(event.currentTarget.value) })}
            />
          </span>
        </>
      ) : null}
    </div>
  )
}
