import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelName } from '../../worker/domain/terms.ts'

/** One message as a recipient got it. */
export interface Received {
  to: string
  channel: ChannelName
  at: string
  text: string
  /** The sender as the phone shows it. */
  from: string
  subject?: string
  /** Only e-mail has HTML. Inline pictures are already replaced with `data:` addresses. */
  html?: string
}

export interface Inbox {
  all(): Received[]
  /** Stores the message, unless one with the same provider-level `key` was stored before. Returns whether it did. */
  add(message: Omit<Received, 'at'>, key?: string): boolean
  /** Whether a message with this provider-level `key` was stored. */
  has(key: string): boolean
  /** The messages whose key begins so, oldest first, with the rest of their keys. */
  under(prefix: string): [rest: string, message: Received][]
  /** Calls the listener for every message from now on. It returns a function that stops this. */
  watch(listener: (message: Received) => void): () => void
}

/** Opens the messages stored as JSON Lines in `dir`, oldest first. They survive a restart. */
export function openInbox(dir: string): Inbox {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, 'messages.jsonl')
  const stored = readLines(file)
  const messages = stored.map(({ message }) => message)
  const keys = new Map(stored.flatMap(({ key, message }) => (key === undefined ? [] : [[key, message]])))
  const listeners = new Set<(message: Received) => void>()
  return {
    all: () => [...messages],
    add(content, key) {
      if (key !== undefined && keys.has(key)) return false
      const message = { ...content, at: new Date().toISOString() }
      // The message is on disk before the gateway answers, so that an acknowledged message is never lost.
      appendFileSync(file, `${JSON.stringify({ key, message })}\n`, { mode: 0o600 })
      if (key !== undefined) keys.set(key, message)
      messages.push(message)
      for (const listener of listeners) listener(message)
      return true
    },
    has: (key) => keys.has(key),
    under: (prefix) =>
      [...keys].flatMap(([key, message]) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), message]] : [],
      ),
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readLines(file: string): { key?: string; message: Received }[] {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  return content.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)]
    } catch {
      return [] // the end of the file, or a line that a crash cut off
    }
  })
}
