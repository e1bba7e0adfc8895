import { buildLazy } from '../../scripts/build-lazy.ts'
import { buildWeb } from '../../scripts/build-web.ts'
import { bundle } from './bundle.ts'
import { root } from './world.ts'

/** Builds once what the files of a project serve: two of them that began at once would build into one folder. */
export async function setup(): Promise<void> {
  buildWeb(root)
  await buildLazy(root)
  bundle(root)
}
