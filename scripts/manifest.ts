import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'

type Language = 'en' | 'fr' | 'ru'

interface Words {
  description: string
  round: string
  scan: string
  counter: string
  roundPicture: string
  doorPicture: string
  counterPicture: string
  dispatchPicture: string
}

const WORDS: Record<Language, Words> = {
  en: {
    description: 'Secure parcel hand-over for couriers, pick-up points and dispatchers.',
    round: 'Round',
    scan: 'Scan a parcel',
    counter: 'Counter',
    roundPicture: 'The round says before arrival what each stop accepts',
    doorPicture: 'The code is entered at the door',
    counterPicture: 'Each parcel is scanned before it is issued',
    dispatchPicture: 'Every shipment, and what became of it',
  },
  fr: {
    description: 'Remise sécurisée de colis pour livreurs, points relais et exploitation.',
    round: 'Tournée',
    scan: 'Scanner un colis',
    counter: 'Guichet',
    roundPicture: 'La tournée dit avant l’arrivée ce que chaque arrêt accepte',
    doorPicture: 'Le code est saisi à la porte',
    counterPicture: 'Chaque colis est scanné avant d’être remis',
    dispatchPicture: 'Tous les envois et ce qu’ils sont devenus',
  },
  ru: {
    description: 'Надёжное вручение посылок: для курьеров, ПВЗ и диспетчеров.',
    round: 'Маршрут',
    scan: 'Сканировать посылку',
    counter: 'Выдача',
    roundPicture: 'Маршрут заранее показывает, что принимают по каждому адресу',
    doorPicture: 'Код вводят у двери',
    counterPicture: 'Каждое место сканируют перед выдачей',
    dispatchPicture: 'Все отправления и что с ними стало',
  },
}

const PICTURES = join(import.meta.dirname, '../docs/pictures')
const icon = (name: string, sizes: string, purpose = 'any') => ({
  src: `/app/${name}`,
  sizes,
  type: name.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
  purpose,
})
/** Which of the product's pictures an install prompt shows, by the shape of the device. */
const SCREENSHOTS = [
  { file: 'courier-round.png', form: 'narrow', label: 'roundPicture' },
  { file: 'courier-stop.png', form: 'narrow', label: 'doorPicture' },
  { file: 'counter-issue.png', form: 'wide', label: 'counterPicture' },
  { file: 'dispatch-shipments.png', form: 'wide', label: 'dispatchPicture' },
] as const

/** Returns the size of a PNG as a manifest says it: width and height stand at fixed places of its first block. */
function sizeOf(png: Buffer): string {
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`
}

const read = (file: string): Buffer => readFileSync(join(PICTURES, file))

/** Returns the manifest in one language. They share an id, so they are one app however it was installed. */
function manifestIn(lang: Language) {
  const words = WORDS[lang]
  const shortcut = (name: string, url: string) => ({ name, url, icons: [icon('icon-192.png', '192x192')] })
  return {
    id: '/app/',
    name: 'Sesame',
    short_name: 'Sesame',
    description: words.description,
    lang,
    dir: 'ltr',
    categories: ['business', 'productivity', 'utilities'],
    start_url: '/app/',
    scope: '/app/',
    display: 'standalone',
    // A tablet that cannot hide its browser still shows the page's own way back.
    display_override: ['standalone', 'minimal-ui'],
    background_color: '#fcfbf9',
    theme_color: '#2c3cd2',
    icons: [
      icon('icon-192.png', '192x192'),
      icon('icon-512.png', '512x512'),
      icon('icon-maskable-512.png', '512x512', 'maskable'),
      icon('icon.svg', 'any'),
    ],
    shortcuts: [
      shortcut(words.round, '/app/courier'),
      shortcut(words.scan, '/app/courier?scan'),
      shortcut(words.counter, '/app/counter'),
    ],
    screenshots: SCREENSHOTS.map(({ file, form, label }) => ({
      src: `/app/pictures/${basename(file)}`,
      sizes: sizeOf(read(file)),
      type: 'image/png',
      form_factor: form,
      label: words[label],
    })),
  }
}

/**
 * Writes the PWA's manifest in each language, `manifest.webmanifest` in English, and the pictures it shows: those that
 * `npm run pictures` takes for the README.
 */
export function manifests(): Plugin {
  return {
    name: 'manifests',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle() {
      for (const lang of Object.keys(WORDS) as Language[])
        this.emitFile({
          type: 'asset',
          fileName: `app/manifest${lang === 'en' ? '' : `.${lang}`}.webmanifest`,
          source: JSON.stringify(manifestIn(lang)),
        })
      for (const { file } of SCREENSHOTS)
        this.emitFile({ type: 'asset', fileName: `app/pictures/${file}`, source: read(file) })
    },
  }
}
