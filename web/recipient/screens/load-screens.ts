import { loadLater } from '../later-texts.ts'

/** Loads the screens after the first view together with their texts. */
export const loadScreens = async () => {
  const [later] = await Promise.all([import('./later.ts'), loadLater()])
  return later.default
}
