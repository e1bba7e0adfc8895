import { useRequestsAbout } from '../requests/open.ts'
import { Pending } from '../requests/Pending.tsx'
import { Shown } from '../requests/Shown.tsx'
import { kindWord } from '../requests/words.ts'

/** What else of this shipment waits for a second person (R9); another contact has a panel of its own. */
export function Waiting({ id, onEnded }: { id: string; onEnded: () => void }) {
  const requests = useRequestsAbout(
    ({ kind, shipmentId }) => kind !== 'contact' && shipmentId === id,
    onEnded,
  )
  return (
    <>
      {requests.map((request) => (
        <Pending key={request.id} request={request} title={kindWord(request)}>
          <Shown request={request} />
        </Pending>
      ))}
    </>
  )
}
