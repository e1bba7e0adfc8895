import type { StaffRole } from '../../worker/domain/terms.ts'

/** Somebody who has signed in on this device and whom it may let in again, by what it has a key for (R40). */
export interface DevicePerson {
  personId: string
  role: StaffRole
  name: string
  /** Whether they have chosen a PIN for this device. */
  hasPin: boolean
}

const KEY = 'sesame.device-people'
const NAME = 'sesame.device-name'

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Without storage the device has no keys either.
  }
}

/** Returns who has signed in on this device, who came last first. */
export function devicePeople(): DevicePerson[] {
  try {
    return JSON.parse(stored(KEY) ?? '[]') as DevicePerson[]
  } catch {
    return []
  }
}

/** Notes somebody who has signed in on this device. */
export const notePerson = (person: DevicePerson): void =>
  store(
    KEY,
    JSON.stringify([person, ...devicePeople().filter(({ personId }) => personId !== person.personId)]),
  )

/** Returns the name that this device was given last, or null. */
export const deviceName = (): string | null => stored(NAME)

export const keepDeviceName = (name: string): void => store(NAME, name)
