import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ComparePage, Reader } from '../web/harness/compare.tsx'
import { framesOf, launch, launchPlaying } from '../web/harness/fake-camera.ts'
import { servePage } from '../web/harness/serve.ts'
import { type Picture, pictures } from './pictures.ts'

const READERS: readonly Reader[] = ['ours', '@zxing/browser', 'html5-qrcode']
/** So long a reader looks at one picture. Nobody holds a label still for longer. */
const LOOK_MS = 8_000

type Outcome = 'read' | 'not read' | 'read wrong'

/** What was told of a picture: any text that is not on it is wrong, whatever else was read. */
function outcomeOf({ texts }: Picture, told: readonly string[]): Outcome {
  if (told.some((text) => !texts.includes(text))) return 'read wrong'
  return told.includes(texts[0]!) ? 'read' : 'not read'
}

/**
 * Shows photographs and painted pictures to ours, to `@zxing/browser` and to `html5-qrcode` through one fake
 * camera, and prints what share each read, did not read, and read wrong. Returns false when ours read one wrong
 * or fewer than either of the others.
 */
export async function benchPhotographs(): Promise<boolean> {
  const server = await servePage('compare')
  const folder = mkdtempSync(join(tmpdir(), 'photographs-'))
  const painter = await launch()
  const outcomes = new Map<Reader, Outcome[]>(READERS.map((reader) => [reader, []]))
  const all = await pictures()
  for (const picture of all) {
    const film = join(folder, 'picture.mjpeg')
    writeFileSync(film, await framesOf(painter, picture.html))
    const browser = await launchPlaying(film)
    // html5-qrcode writes HTML, which the product's headers forbid.
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, bypassCSP: true })
    for (const reader of READERS) {
      await page.goto(`${server.url}/compare.html`)
      const told = await page.evaluate(
        ([reader, wanted, ms]) =>
          (globalThis as unknown as { page: ComparePage }).page.read(reader, wanted, ms),
        [reader, picture.texts[0]!, LOOK_MS] as const,
      )
      outcomes.get(reader)!.push(outcomeOf(picture, told))
    }
    await browser.close()
    const each = READERS.map((reader) => `${reader} ${outcomes.get(reader)!.at(-1)}`)
    console.log(`     ${picture.name.padEnd(30)} ${each.join(', ')}`)
  }
  await painter.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })

  const count = (reader: Reader, outcome: Outcome) =>
    outcomes.get(reader)!.filter((found) => found === outcome).length
  const most = Math.max(...READERS.slice(1).map((reader) => count(reader, 'read')))
  const good = count('ours', 'read wrong') === 0 && count('ours', 'read') >= most
  for (const reader of READERS) {
    const shares = (['read', 'not read', 'read wrong'] as const).map(
      (outcome) => `${outcome} ${count(reader, outcome)}`,
    )
    const mark = reader === 'ours' && !good ? 'OVER' : 'ok  '
    console.log(`${mark} ${`pictures, ${reader}`.padEnd(42)} ${shares.join(', ')} of ${all.length}`)
  }
  return good
}

if (import.meta.main) process.exitCode = (await benchPhotographs()) ? 0 : 1
