import type { Guard } from '../channels/message-text.ts'
import { apartFaults, onChannels } from '../domain/rendered.ts'
import { plain, readings } from '../domain/signs.ts'
import { foreignFaults, nameFaults } from './foreign.ts'
import { hasLink } from './links.ts'
import { withoutNumbers } from './numbers.ts'

/**
 * The last check between stored texts and sent messages (R4, R5): names and wordings that are older than the
 * checks, or bypassed them, put no second link or number into a message.
 */
export const guard: Guard = {
  /**
   * Returns a name as it may be sent. A name that would be refused today is reduced to what remains without
   * links and numbers.
   */
  name(name) {
    if (nameFaults(name).length === 0) return name
    // Text on further lines does not belong to a name.
    const [first = ''] = name.trim().split(/[\p{Zl}\p{Zp}\n\r\v\f\u0085]/u)
    const words = withoutNumbers(plain(first)).split(/\s+/)
    const left = words.filter((word) => word !== '' && !hasLink(word)).join(' ')
    return left !== '' && nameFaults(left).length === 0 ? left : '-'
  },

  /** Returns whether a filled-in wording may be sent on any channel; if not, our own text is sent instead. */
  takes(paragraphs, { pin, link, helpPhone }, unsaid) {
    if (unsaid.length > 0) return false
    return onChannels(paragraphs)
      .flatMap(readings)
      .every((text) => {
        const rendered = { text, pin, link }
        const whole = [pin, link].every((part) => part === null || rendered.text.includes(part))
        return whole && foreignFaults(rendered, helpPhone).length + apartFaults(rendered).length === 0
      })
  },
}
