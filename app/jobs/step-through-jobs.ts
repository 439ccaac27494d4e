/** Gives the keyboard to the next or the previous job of the page; Enter opens it, as it does on any link. */
export function stepThroughJobs(step: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-job-link]')]
  const now = document.activeElement instanceof HTMLAnchorElement ? links.indexOf(document.activeElement) : -1
  const next = links[now === -1 ? 0 : now + step]
  next?.focus()
  next?.closest('article')?.scrollIntoView({ block: 'nearest' })
}
