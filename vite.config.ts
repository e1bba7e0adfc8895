import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { ahead } from './scripts/ahead.ts'
import { compressBuilt } from './scripts/compress.ts'
import { keptByRoom } from './scripts/kept.ts'
import { manifests } from './scripts/manifest.ts'
import { openApi } from './worker/openapi/document.ts'

const kept = keptByRoom()

/**
 * Five builds into one `dist`: the staff's PWA (`client`), the recipient's page, `/pay` for whoever pays at a door, the
 * public `/verify`, the API's page. Building them apart keeps the recipient's graph free of shared chunks, so its first load stays a handful of
 * small files, and puts them under folders of their own (`assets/r/` and so on), which the service worker leaves out.
 */
export default defineConfig({
  root: 'web',
  publicDir: 'public',
  plugins: [
    preact({ prefreshEnabled: false }),
    kept.plugin,
    manifests(),
    ...VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'sw.ts',
      outDir: '../dist/app',
      injectRegister: null,
      // The manifests are ours (`scripts/manifest.ts`), linked by app.html alone: recipients are never asked to install.
      manifest: false,
      injectManifest: {
        globDirectory: 'dist',
        // `assets/r/` and recipient.html are left out: no service worker for recipients. Icons and manifest are the
        // system's once the app is installed, and the films of the practice are played from the network, which they
        // need to be worth it: their words stand below them.
        globPatterns: ['app.html', 'assets/*.{js,css,wasm}', 'app/icon.svg'],
        dontCacheBustURLsMatching: /^assets\//,
        manifestTransforms: [kept.mark],
      },
      // The recipient's build must not write the service worker a second time.
    }).map((plugin) => ({
      ...plugin,
      applyToEnvironment: ({ name }: { name: string }) => name === 'client',
    })),
    ahead(),
    {
      // The document is a file: what it is made of needs no place in the Worker's upload.
      name: 'openapi',
      applyToEnvironment: ({ name }) => name === 'docs',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: 'openapi.json', source: JSON.stringify(openApi()) })
      },
    },
  ],
  build: {
    target: ['es2022', 'safari15.4', 'chrome96', 'firefox102'],
    modulePreload: { polyfill: false },
    // A data: URL would need a wider CSP for scripts and wasm.
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  environments: {
    client: {
      build: {
        outDir: '../dist',
        emptyOutDir: true,
        rolldownOptions: {
          input: 'web/app.html',
          // A request costs a cheap tablet more than the few kilobytes of a neighbour that comes along: what every
          // role begins with is one file, and small modules that several rooms share stand together.
          output: {
            // A shared file would be named after everything that shares it.
            chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
            assetFileNames: ({ names: [name = ''] }) =>
              `assets/${name.split('~')[0]?.split('.')[0]}-[hash][extname]`,
            codeSplitting: {
              groups: [
                // The entry waits for its language, and a file that it waits for may use what stands here.
                {
                  name: 'first',
                  tags: ['$initial'],
                  test: (id) => !/\/app(\.html|\/main\.tsx)$/.test(id),
                  priority: 3,
                },
                // Few lines that most rooms need, how they write among them. Left to the sizes below, they would bring an
                // office's parts to the door.
                {
                  name: 'terms',
                  test: /\/(worker\/domain\/(limits|money|money-text)|hands\/paying\/paying|device\/ticket|api\/action|offline\/(act|action|outcome))\.ts$/,
                  priority: 2,
                },
                // What depot and dispatch share would bring itself along with a field that the door needs too.
                { name: 'office', test: /\/web\/office\/(?!passkeys\/)/, priority: 1 },
                { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 6_000 },
              ],
            },
          },
        },
      },
    },
    recipient: {
      consumer: 'client',
      build: {
        outDir: '../dist',
        emptyOutDir: false,
        copyPublicDir: false,
        assetsDir: 'assets/r',
        rolldownOptions: {
          input: 'web/recipient.html',
          optimization: { inlineConst: { mode: 'all', pass: 2 } },
        },
      },
    },
    pay: {
      consumer: 'client',
      build: {
        outDir: '../dist',
        emptyOutDir: false,
        copyPublicDir: false,
        assetsDir: 'assets/p',
        rolldownOptions: {
          input: 'web/pay.html',
          optimization: { inlineConst: { mode: 'all', pass: 2 } },
        },
      },
    },
    verify: {
      consumer: 'client',
      build: {
        outDir: '../dist',
        emptyOutDir: false,
        copyPublicDir: false,
        assetsDir: 'assets/v',
        rolldownOptions: { input: 'web/verify.html' },
      },
    },
    docs: {
      consumer: 'client',
      build: {
        outDir: '../dist',
        emptyOutDir: false,
        copyPublicDir: false,
        assetsDir: 'assets/d',
        // A kept library, whole: nobody waits for it at a door.
        chunkSizeWarningLimit: 2000,
        rolldownOptions: { input: 'web/docs.html' },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'recipient', 'pay', 'verify', 'docs'])
        await builder.build(builder.environments[name]!)
      compressBuilt('dist')
    },
  },
})
