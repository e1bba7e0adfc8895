import type { Drawing } from '../worker/domain/strokes.ts'

/** One part of a printed document. Paper and browser show the same parts. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; rows: [name: string, value: string][] }
  | { kind: 'table'; columns: { title: string; share: number }[]; rows: string[][] }
  | { kind: 'drawing'; drawing: Drawing; caption: string }
  | { kind: 'photo'; id: string; caption: string; missing: string }
  | { kind: 'qr'; text: string; caption: string }

export interface PrintDocument {
  lang: string
  title: string
  /** The footer stands under every page; `{page}` and `{pages}` are filled in. */
  footer: string
  blocks: Block[]
}
