import { useEffect, useState } from 'preact/hooks'
import { useLazy } from '../ui/hooks.ts'
import { installState, onInstall } from './install.ts'

export interface InstallProps {
  /** Leaves out what installing is good for, on a screen that has other things to say. */
  compact?: boolean
}

/**
 * Offers to install the app where the browser can, and on an iPhone or iPad shows how. Shows nothing otherwise, nor for
 * thirty days after "not now".
 */
export function Install({ compact }: InstallProps) {
  const [state, setState] = useState(() => installState())
  useEffect(() => {
    const look = () => setState(installState())
    const stop = onInstall(look)
    // The browser may have offered it since the first rendering.
    look()
    return stop
  }, [])
  return state === 'none' ? null : <Card by={state} compact={compact} />
}

/** The card is loaded where there is something to offer: most devices have installed the app. */
function Card(props: { by: 'offered' | 'ios'; compact?: boolean | undefined }) {
  const card = useLazy(() => import('./InstallCard.tsx'))
  return card.state === 'ready' ? <card.value.InstallCard {...props} /> : null
}
