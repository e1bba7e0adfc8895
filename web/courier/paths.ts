export const ROUND_PATH = '/app/courier'

export const stopPath = (shipmentId: string): string => `${ROUND_PATH}/stop/${encodeURIComponent(shipmentId)}`

export type Place = { screen: 'round' } | { screen: 'stop'; shipmentId: string }

/** Which screen an address of this room names; anything unknown is the round. */
export function placeOf(path: string): Place {
  const id = /^\/app\/courier\/stop\/([A-Za-z0-9_-]{1,64})\/?$/.exec(path)?.[1]
  return id ? { screen: 'stop', shipmentId: id } : { screen: 'round' }
}
