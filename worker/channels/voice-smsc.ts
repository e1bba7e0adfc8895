import type { Channel } from './channel.ts'
import { type SmscSettings, smscChannel } from './smsc.ts'

/**
 * Returns the channel for calls through SMSC.ru (https://smsc.ru/api/http/send/voice/): the text is read out. It carries
 * codes only, because nobody remembers a link that was read to them. The parameter `voice` names a man's or a woman's
 * voice and no language, so it is left to SMSC, which reads the text as it is written.
 */
export const smscVoice = (settings: SmscSettings, fetch: typeof globalThis.fetch): Channel => ({
  ...smscChannel(settings, fetch, { call: '1' }),
  codesOnly: true,
})
