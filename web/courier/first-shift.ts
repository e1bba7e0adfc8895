import { round } from './round-state.ts'

const STORED = 'sesame.practised'

/** The couriers who have practised on this device. Several may share a tablet. */
function practised(): string[] {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '[]') as string[]
  } catch {
    return []
  }
}

/** Whether nobody has shown this courier the screens yet, as far as this device knows. */
export function isFirstShift(): boolean {
  const { courier, stops } = round.value ?? {}
  const begun = stops?.some(({ outcome }) => outcome !== null)
  return courier !== undefined && !begun && !practised().includes(courier.id)
}

/** Remembers that the courier on this device has opened practice. */
export function notePractice(): void {
  const id = round.value?.courier.id
  if (!id || practised().includes(id)) return
  try {
    localStorage.setItem(STORED, JSON.stringify([...practised(), id].slice(-20)))
  } catch {
    // Without storage the films are offered again.
  }
}
