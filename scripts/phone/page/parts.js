// @ts-check
const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g
const ICONS = {
  sms: 'M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z',
  email: 'M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zm-1 2 9 6 9-6',
}

/**
 * Turns the addresses in a text into links. It builds nodes, so a message is never read as markup. @param
 * {string} text
 */
export function linked(text) {
  const parts = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(end, match.index))
    parts.push(element('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer' }, match[0]))
    end = match.index + match[0].length
  }
  return [...parts, text.slice(end)]
}

/**
 * Gives a recipient's badge its own colour and an icon for the kind of address.
 * @param {HTMLElement} face
 * @param {string} to
 */
export function dress(face, to) {
  const hue = [...to].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7)
  face.style.setProperty('--hue', String(hue))
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  path.setAttribute('d', to.includes('@') ? ICONS.email : ICONS.sms)
  svg.append(path)
  face.replaceChildren(svg)
}

/** @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} children */
export function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}
