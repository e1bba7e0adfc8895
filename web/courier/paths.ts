export const ROUND_PATH = '/app/courier'

export const RETURN_PATH = `${ROUND_PATH}/return`
/** What is not sent yet. */
export const QUEUE_PATH = `${ROUND_PATH}/unsent`
/** Where the PIN of this tablet is chosen. */
export const PIN_PATH = `${ROUND_PATH}/pin`
export const PRACTICE_PATH = `${ROUND_PATH}/practice`
export const GUIDE_PATH = `${PRACTICE_PATH}/guide`

export const stopPath = (shipmentId: string): string => `${ROUND_PATH}/stop/${encodeURIComponent(shipmentId)}`

export type CourierView =
  | { screen: 'round' | 'return' | 'practice' | 'guide' | 'queue' | 'pin' }
  | { screen: 'stop'; shipmentId: string }

/** Returns which screen an address of this room names. Any unknown address is the round. */
export function viewOf(path: string): CourierView {
  if (path === RETURN_PATH) return { screen: 'return' }
  if (path === PIN_PATH) return { screen: 'pin' }
  if (path === QUEUE_PATH) return { screen: 'queue' }
  if (path === PRACTICE_PATH) return { screen: 'practice' }
  if (path === GUIDE_PATH) return { screen: 'guide' }
  const id = /^\/app\/courier\/stop\/([A-Za-z0-9_-]{1,64})\/?$/.exec(path)?.[1]
  return id ? { screen: 'stop', shipmentId: id } : { screen: 'round' }
}
