/** Gives a file to the person as a download. */
export function saveFile(name: string, content: Blob | string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  // The download has begun by then. Revoking at once would be too early for some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
