import { Chats } from './Chats.tsx'
import type { DeliveryPageProps } from './PageScreen.tsx'
import { Paid } from './Paid.tsx'

/** Shows what stands below the own content of a screen: the news that it is paid, and the chats. */
export function More(props: DeliveryPageProps) {
  return (
    <>
      <Paid {...props} />
      <Chats {...props} />
    </>
  )
}
