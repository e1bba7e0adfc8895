import { useEffect, useState } from 'preact/hooks'
import { useLocale } from '../i18n/use.ts'
import { screenOf } from './flow.ts'
import { type Link, readLink } from './link.ts'
import type { FirstOpening } from './opening.ts'
import { Dead } from './screens/Dead.tsx'
import { Opening } from './screens/Opening.tsx'
import { ScreenOf } from './screens/ScreenOf.tsx'
import { useDelivery } from './use-delivery.ts'

/** Shows the delivery that the address names. Another fragment, such as a second link, starts over. */
export function App({ first }: { first: FirstOpening | null }) {
  useLocale()
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const read = () => setHash(location.hash)
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  const link = readLink(hash)
  return link ? <OneDelivery key={hash} link={link} first={first} /> : <Dead why="foreign" ask={{}} />
}

function OneDelivery({ link, first }: { link: Link; first: FirstOpening | null }) {
  const mine = first?.link.token === link.token && first.link.id === link.id
  const delivery = useDelivery(link, mine ? first : null)
  const carrier = delivery.state === 'open' ? delivery.page.view.carrier : 'Sesame'
  useEffect(() => {
    document.title = carrier
  }, [carrier])
  switch (delivery.state) {
    case 'opening':
      return <Opening />
    case 'dead':
      return <Dead why={delivery.why} ask={delivery.ask} onRetry={delivery.retry} />
    case 'open': {
      const { page, stale } = delivery
      const { superseded, contactChange } = page.view
      // A newer message has replaced this link. It can still stop a change of contact, but nothing else (R9).
      if (superseded && (!contactChange || page.ui.mine))
        return <Dead why="superseded" ask={{ carrier: page.view.carrier }} />
      return <ScreenOf name={screenOf(page.view, page.ui)} page={page} stale={stale} />
    }
  }
}
