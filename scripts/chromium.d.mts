/**
 * Returns the path of the tests' browser: the one that CHROMIUM names, otherwise the lightest that is
 * installed. It returns undefined when there is none.
 */
export function findChromium(): string | undefined
