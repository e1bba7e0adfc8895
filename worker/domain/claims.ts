import type { Shipment } from './state.ts'

/** Whether something was handed over while the link of this generation was current. */
export const usedUp = (shipment: Shipment, link: number): boolean =>
  shipment.handOvers.some((done) => done.link === link)

/**
 * Whether "not me" by this link is a claim that stops everything (R21): the parcel is on the road, and "not
 * me" is not the answer to a release.
 */
export const claimsOnTheRoad = (shipment: Shipment, link: number): boolean =>
  (shipment.visit?.open ?? false) && !usedUp(shipment, link)
