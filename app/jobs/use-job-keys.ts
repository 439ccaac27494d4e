import { type RefObject, useEffect } from 'react'

/** `/` goes to the search box, `j` and `k` to the next and the previous job; Enter opens it, as it does on any link. */
export function useJobKeys(searchBox: RefObject<HTMLInputElement>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      switch (event.key) {
        case '/':
          event.preventDefault()
          searchBox.current?.focus()
          searchBox.current?.select()
          return
        case 'j':
          return moveBy(1)
        case 'k':
          return moveBy(-1)
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [searchBox])
}

function moveBy(step: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-job-link]')]
  const now = document.activeElement instanceof HTMLAnchorElement ? links.indexOf(document.activeElement) : -1
  const next = links[now === -1 ? 0 : now + step]
  next?.focus()
  next?.closest('article')?.scrollIntoView({ block: 'nearest' })
}

/** Whether keys go into a control, and are no commands. */
export function isTyping(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return false
  const isTextInput = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return isTextInput || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}
