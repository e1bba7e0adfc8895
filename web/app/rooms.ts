import type { ComponentType } from 'preact'
import { personOf, type StaffRole } from './sessions.ts'

type Load = () => Promise<{ default: ComponentType }>

// A room gets a route only if its file is in the build, so that no address leads to an empty page.
const files = import.meta.glob<{ default: ComponentType }>([
  '../courier/index.tsx',
  '../counter/index.tsx',
  '../depot/index.tsx',
  '../dispatch/index.tsx',
])

const FOLDERS: Record<StaffRole, string> = {
  courier: 'courier',
  counter: 'counter',
  depot: 'depot',
  dispatcher: 'dispatch',
}

/** Says where a role works and how its screens are loaded. */
export interface Room {
  role: StaffRole
  folder: string
  path: string
  load: Load
}

export const ROOMS: readonly Room[] = (Object.keys(FOLDERS) as StaffRole[]).flatMap((role) => {
  const load = files[`../${FOLDERS[role]}/index.tsx`]
  return load ? [{ role, folder: FOLDERS[role], path: `/app/${FOLDERS[role]}`, load }] : []
})

export const roomOf = (role: StaffRole | undefined): Room | undefined =>
  ROOMS.find((room) => room.role === role)

/** Returns who works in the room at this address, as far as this device knows. */
export function personHere(): string | undefined {
  const { pathname } = location
  const room = ROOMS.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
  return room && personOf(room.role)
}
