/** Loads what knows the telephone numbers of all countries, with the first number (judge.ts). */
export const numbering = () => import('./lazy/texts.mjs')
