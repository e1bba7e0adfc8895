/**
 * Loads the module that judges names, wordings and messages, with its libraries that find links and telephone
 * numbers. It is evaluated on first use, because a Worker's start-up time is limited.
 */
export const textJudge = () => import('./texts/judge.ts')
