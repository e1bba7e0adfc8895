import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import type { DeliveryPageProps } from './PageScreen.tsx'
import { Trouble } from './Trouble.tsx'

const NAMES = { telegram: 'Telegram', max: 'MAX' }
/** Screens with room for more, while there is still news to come. */
const SHOWN = ['waiting', 'code', 'to-point', 'held']

/** Offers the news of this parcel in a messenger's chat, and ends that again (R9). */
export function Chats({ page, name }: DeliveryPageProps) {
  const { chats = [], chat } = page.view
  const [failed, setFailed] = useState(false)
  if (chats.length === 0 || !SHOWN.includes(name)) return null
  const end = async () => setFailed((await page.act(api.deliveries.endChat, {})) === null)
  return (
    <section class="card stack chats">
      <h2>{chat ? l('chat.joined', { name: NAMES[chat] }) : l('chat.title')}</h2>
      {chat ? (
        <>
          <p class="muted small">{l('chat.notMine')}</p>
          {failed && name !== 'held' ? <Trouble page={page} /> : null}
          <Button kind="secondary" onClick={end} busy={page.busy === api.deliveries.endChat}>
            {l('chat.end')}
          </Button>
        </>
      ) : (
        <>
          <p class="muted small">{l('chat.text')}</p>
          {chats.map(({ bot, url }) => (
            <a key={bot} class="button secondary" href={url} target="_blank" rel="noreferrer">
              {l('chat.open', { name: NAMES[bot] })}
            </a>
          ))}
        </>
      )}
    </section>
  )
}
