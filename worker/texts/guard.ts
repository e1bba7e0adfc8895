import type { Guard } from '../channels/message-text.ts'
import { apartFaults, onChannels } from '../domain/rendered.ts'
import { plain } from '../domain/signs.ts'
import { foreignFaults, nameFaults } from './foreign.ts'
import { hasLink } from './links.ts'
import { withoutNumbers } from './numbers.ts'

/**
 * What stands between what was stored and what is sent (R4, R5): names and wordings from before the checks, or from
 * outside them, put no second link or number into a message.
 */
export const guard: Guard = {
  /** A name as it may be sent; of one that would be refused today only what is left without links and numbers. */
  name(name) {
    if (nameFaults(name).length === 0) return name
    // What follows on another line is no part of any name.
    const [first = ''] = name.trim().split(/[\p{Zl}\p{Zp}\n\r\v\f\u0085]/u)
    const words = withoutNumbers(plain(first)).split(/\s+/)
    const left = words.filter((word) => word !== '' && !hasLink(word)).join(' ')
    return left !== '' && nameFaults(left).length === 0 ? left : '-'
  },

  /** Whether a wording, filled in, may be sent on any channel; else our own text goes out in its place. */
  takes(paragraphs, { pin, link, helpPhone }, unsaid) {
    if (unsaid.length > 0) return false
    return onChannels(paragraphs).every((text) => {
      const rendered = { text: plain(text), pin, link }
      const whole = [pin, link].every((part) => part === null || rendered.text.includes(part))
      return whole && foreignFaults(rendered, helpPhone).length + apartFaults(rendered).length === 0
    })
  },
}
