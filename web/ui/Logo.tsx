/** Shows the drop with a keyhole in the colour of its surroundings. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" fill-rule="evenodd" aria-hidden="true">
      <path d="M12 1c1.2 3.6 8 7.2 8 13.6A8.1 8.1 0 0 1 12 23a8.1 8.1 0 0 1-8-8.4C4 8.2 10.8 4.6 12 1Zm0 10.4a2.8 2.8 0 0 0-1.3 5.28L10.1 20h3.8l-.6-3.32A2.8 2.8 0 0 0 12 11.4Z" />
    </svg>
  )
}
