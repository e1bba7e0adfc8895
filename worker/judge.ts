/**
 * Loads the module that judges names, wordings and messages, with its libraries that find links and telephone
 * numbers. It is uploaded beside the bundle, as the printer is (printer.ts): a Worker's start-up time is
 * limited, and the tables of telephone numbers are a quarter of the code.
 */
export const textJudge = () => import('./lazy/texts.mjs')
