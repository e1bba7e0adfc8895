import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { symbol } from '../web/harness/symbol.ts'

/** What a camera sees: a page of 1280 × 720, and the texts of all codes on it. The first one is looked for. */
export interface Picture {
  name: string
  html: string
  texts: string[]
}

type Format = Parameters<typeof symbol>[1]
const LABEL = 'XY746999976FR'
const WHITE = 'background:#f5f2ea;padding:24px'

/** Returns one code as if it lay in front of the camera; `style` says how. */
async function shown(name: string, format: Format, style: string, text = LABEL, scale = 3): Promise<Picture> {
  const svg = await symbol(text, format, scale)
  return { name, html: `<div style="${WHITE};${style}">${svg}</div>`, texts: [text] }
}

/** A shadow with a soft edge over the left half of a code. */
const shadowed = (html: string) =>
  `<div style="position:relative">${html}<div style="position:absolute;inset:0;
   background:linear-gradient(100deg,rgb(0 0 0 / 70%) 45%,transparent 55%)"></div></div>`

/** A spot of light that outshines a part of a code. */
const glaring = (html: string) =>
  `<div style="position:relative">${html}<div style="position:absolute;inset:0;
   background:radial-gradient(circle at 35% 40%,rgb(255 255 255 / 92%) 8%,transparent 30%)"></div></div>`

/** Pictures that are hard in one way each, painted by a generator. */
async function painted(): Promise<Picture[]> {
  const upright = await shown('bars in a shadow', 'Code128', '')
  const qr = await shown('QR in a glare', 'QRCode', 'rotate:18deg', LABEL, 6)
  const crowd = await Promise.all([
    symbol('https://shop.example/o/771', 'QRCode', 3),
    symbol(LABEL, 'Code128', 2),
    symbol('4006381333931', 'EAN13', 2),
  ])
  return [
    { ...upright, html: shadowed(upright.html) },
    { ...qr, html: glaring(qr.html) },
    {
      name: 'three codes on one label',
      html: `<div style="${WHITE};display:grid;gap:24px;justify-items:center">${crowd.join('')}</div>`,
      texts: [LABEL, 'https://shop.example/o/771', '4006381333931'],
    },
    await shown('bars turned by 14°', 'Code128', 'rotate:14deg'),
    await shown('bars turned by 90°', 'Code128', 'rotate:90deg'),
    await shown('bars out of focus', 'Code128', 'filter:blur(1.6px)'),
    await shown('bars seen from the side', 'Code128', 'transform:perspective(700px) rotateY(48deg)'),
    await shown('bars in the dark', 'Code128', 'filter:brightness(22%) contrast(70%)'),
    await shown('bars far away', 'Code128', 'scale:0.5'),
    await shown('bars beside the frame', 'Code128', 'translate:-300px -200px;scale:0.6'),
    await shown('ITF turned by 6°', 'ITF', 'rotate:6deg', '10100052000001'),
    await shown('Aztec turned by 33°', 'Aztec', 'rotate:33deg', LABEL, 6),
    await shown('Aztec out of focus', 'Aztec', 'filter:blur(2px)', LABEL, 6),
    await shown('PDF417 turned by 5°', 'PDF417', 'rotate:5deg'),
    await shown('PDF417 in the dark', 'PDF417', 'filter:brightness(25%) contrast(75%)'),
    await shown(
      'Data Matrix from the side',
      'DataMatrix',
      'transform:perspective(500px) rotateX(40deg)',
      LABEL,
      8,
    ),
  ]
}

/** Photographs that people took, shown to the camera as they are. */
function photographed(): Picture[] {
  const folder = join(import.meta.dirname, 'photographs')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.webp'))
    .map((file) => ({
      name: file.replace('.webp', ''),
      html: `<img width="420" src="data:image/webp;base64,${readFileSync(join(folder, file)).toString('base64')}">`,
      texts: [readFileSync(join(folder, file.replace('.webp', '.txt')), 'utf8')],
    }))
}

/** Returns all pictures of the bench. */
export const pictures = async (): Promise<Picture[]> => [...(await painted()), ...photographed()]
