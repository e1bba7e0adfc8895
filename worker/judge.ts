/**
 * What judges names, wordings and messages, with the libraries that find links and telephone numbers: evaluated when it
 * is first asked, since what a Worker does before its first request is bounded.
 */
export const judge = () => import('./texts/judge.ts')
