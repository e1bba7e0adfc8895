import { useRequestsAbout } from '../requests/open.ts'
import { Pending } from '../requests/Pending.tsx'
import { Shown } from '../requests/Shown.tsx'
import { kindWord } from '../requests/words.ts'

/**
 * Shows what else of this shipment waits for a second person (R9). A change of contact has its own panel.
 */
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
