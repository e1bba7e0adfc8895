/**
 * What a device says of an act (R36), by the header `Sesame-Act`. It is evidence and never a reason to refuse. `late`:
 * the act has happened at the door without our answer, so whatever it says of a parcel is true by now.
 */
export interface DeviceAct {
  /** The name that the device gave itself, by chance. */
  device: string
  /** The number of the act among all acts of this person on this device. */
  seq: number
  /** The device's time, in ms; null: it said none that can be read. */
  at: number | null
  /** The shipment's sequence number that the screen showed. */
  base?: number
  late?: true
}

/** What the fact of an act keeps of it. `at` is when it is taken to have happened, in ms. */
export interface ActMark {
  device: string
  seq: number
  at: number
  base?: number
  late?: true
  /** The device's own time, in ms, where it is another. */
  told?: number
}

/** Returns when an act is taken to have happened, in ms. `received`: when the server received its fact. */
export const happenedAt = ({ act }: { act?: ActMark }, received: number): number =>
  act?.late ? Math.min(received, act.at) : received

/** Whether one act of a device came right after another, with nothing between them that is not known here (R37). */
export const follows = (next: DeviceAct, before: ActMark): boolean =>
  next.device === before.device && next.seq === before.seq + 1
