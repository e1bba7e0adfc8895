import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/**
 * Three builds into one `dist`: the staff's PWA (`client`), the recipient's page, the public `/verify`. Building them apart keeps
 * the recipient's graph free of shared chunks, so its first load stays a handful of small files, and puts
 * them under `assets/r/`, which the service worker leaves out.
 */
export default defineConfig({
  root: 'web',
  publicDir: 'public',
  plugins: [
    preact({ prefreshEnabled: false }),
    ...VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'sw.ts',
      outDir: '../dist/app',
      injectRegister: null,
      // The manifest is a file of ours, linked by app.html alone: recipients are never asked to install.
      manifest: false,
      injectManifest: {
        globDirectory: 'dist',
        // `assets/r/` and recipient.html are left out: no service worker for recipients.
        globPatterns: ['app.html', 'assets/*.{js,css,wasm}', 'app/*.{png,svg,webmanifest}'],
        dontCacheBustURLsMatching: /^assets\//,
        // The shell is kept as the worker serves it: with its security headers and without a redirect.
        manifestTransforms: [
          (entries) => ({
            manifest: entries.map((e) => ({ ...e, url: e.url === 'app.html' ? '/app/' : `/${e.url}` })),
          }),
        ],
      },
      // The recipient's build must not write the service worker a second time.
    }).map((plugin) => ({
      ...plugin,
      applyToEnvironment: ({ name }: { name: string }) => name === 'client',
    })),
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
      build: { outDir: '../dist', emptyOutDir: true, rolldownOptions: { input: 'web/app.html' } },
    },
    recipient: {
      consumer: 'client',
      build: {
        outDir: '../dist',
        emptyOutDir: false,
        copyPublicDir: false,
        assetsDir: 'assets/r',
        rolldownOptions: { input: 'web/recipient.html' },
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
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'recipient', 'verify']) await builder.build(builder.environments[name]!)
    },
  },
})
