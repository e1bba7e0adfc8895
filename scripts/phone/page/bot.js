// @ts-check
const $ = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))
const bot = location.pathname.split('/').at(-1)
const start = new URL(location.href).searchParams.get('start')

$('name').textContent = bot === 'max' ? 'MAX' : 'Telegram'
$('start').addEventListener('click', async () => {
  $('state').textContent = 'Opening the chat…'
  const response = await fetch(`/bot/${bot}/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ start }),
  })
  const { to } = await response.json()
  if (to) location.assign(`/?to=${encodeURIComponent(to)}`)
  else $('state').textContent = 'The bot does not answer.'
})
