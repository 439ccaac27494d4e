import { type ReactNode, useEffect, useState } from 'react'
import { isTyping } from '../ui/is-typing'

/** The way to the search: its page, until a press, `Ctrl K` or another key of every page loads what answers it. A key that the page itself took is left to it. */
export function SearchSlot() {
  const [over, setOver] = useState<ReactNode>()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key } = event
      if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return
      if (event.ctrlKey || event.metaKey ? key !== 'k' : !/^[/?jk]$/.test(key) || isTyping(event.target)) return
      event.preventDefault()
      answer(event.ctrlKey || event.metaKey ? '' : key, setOver)
    }
    // At the window, so that the keys of a page come first.
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <a
        href="/search"
        className="bell find"
        onClick={(event) => {
          event.preventDefault()
          answer('', setOver)
        }}
      >
        <span className="sr-only">Search</span>
      </a>
      {over}
    </>
  )
}

let loaded: typeof import('../search/answer-key') | null = null

/** Once loaded, a key is answered before the next one is pressed. */
function answer(key: string, show: (over: ReactNode) => void) {
  if (loaded) return loaded.answerKey(key, show)
  import('../search/answer-key').then(
    (answers) => {
      loaded = answers
      answers.answerKey(key, show)
    },
    () => location.assign('/search'),
  )
}
