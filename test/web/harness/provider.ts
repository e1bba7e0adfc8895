import type { Page } from 'playwright-core'

/** Where the stub server says that it is paid: another site, as a provider's page is. */
export const PROVIDER = 'https://pay.example/c/1'

/** Shows an empty page at the provider's address. */
export const showsProvider = (page: Page) =>
  page.route(PROVIDER, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Provider</h1>' }))
