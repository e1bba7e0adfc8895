import { loadLater } from '../later-texts.ts'

/** What loads after the first view. */
export type LaterScreens = Awaited<ReturnType<typeof loadScreens>>

/** Loads the screens after the first view together with their texts. */
export const loadScreens = async () => {
  const [later] = await Promise.all([import('./later.ts'), loadLater()])
  return later.default
}
