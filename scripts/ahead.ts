import { minifySync, type Plugin, type Rolldown } from 'vite'

type File = Rolldown.OutputChunk | Rolldown.OutputAsset

const isChunk = (file: File): file is Rolldown.OutputChunk => file.type === 'chunk'

const INLINE = /<script>([\s\S]*?)<\/script>/

/** Returns the document with its one inline script made small, as it is served. */
export const withSmallScript = (html: string): string =>
  html.replace(
    INLINE,
    (_, text: string) => `<script>${minifySync('ahead.js', text, { module: false }).code}</script>`,
  )

/**
 * Writes into the recipient's document the addresses of the files whose download it begins itself, before its script
 * has named them: the texts of each language, the scanner with its styles, and our own decoder.
 */
export function ahead(): Plugin {
  return {
    name: 'ahead',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {}, filename }) {
        if (!filename.endsWith('recipient.html')) return []
        const files = Object.values(bundle)
        const chunkOf = (module: string) => {
          const found = files.filter(isChunk).find(({ facadeModuleId }) => facadeModuleId?.endsWith(module))
          if (!found) throw new Error(`the recipient's page has no file of ${module}`)
          return found
        }
        const assets = (pattern: RegExp) =>
          files.map(({ fileName }) => fileName).filter((name) => pattern.test(name))
        const scanner = chunkOf('/scan/Scanner.tsx')
        const entry = chunkOf('/recipient.html').fileName
        const named: [name: string, files: string[]][] = [
          ...['ru', 'fr', 'en'].map((at): [string, string[]] => {
            return [`texts-${at}`, [chunkOf(`/recipient/i18n/${at}.ts`).fileName]]
          }),
          ['scanner', [scanner.fileName, ...scanner.imports.filter((name) => name !== entry)]],
          ['scanner-styles', assets(/\/Scanner-[^/]*\.css$/)],
          ['worker', assets(/\/scan-worker-[^/]*\.js$/)],
          ['decoder', assets(/\.wasm$/)],
        ]
        const tags = named.map(([name, list]) => {
          if (list.length === 0) throw new Error(`the recipient's page has no ${name}`)
          const content = list.map((file) => `/${file}`).join(' ')
          return { tag: 'meta', attrs: { name, content }, injectTo: 'head-prepend' as const }
        })
        return { html: withSmallScript(html), tags }
      },
    },
  }
}
