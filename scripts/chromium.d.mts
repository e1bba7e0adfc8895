/** The browser of the tests: what CHROMIUM names, else the lightest there is; undefined: none. */
export function findChromium(): string | undefined
