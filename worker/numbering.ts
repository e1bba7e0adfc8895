/**
 * Loads what knows the telephone numbers of all countries. It is evaluated with the first number, because a
 * Worker's start-up time is limited.
 */
export const numbering = () => import('./wire/phone.ts')
