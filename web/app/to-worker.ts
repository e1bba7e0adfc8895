/**
 * What a page tells the service worker. `started` names the page's own script, so that the worker knows of which build
 * the page is; `opened` names a room's folder and whether the camera needs our own decoder here.
 */
export type ToWorker =
  | { type: 'SKIP_WAITING' }
  | { type: 'started'; script: string }
  | { type: 'opened'; room: string; decoder: boolean }
