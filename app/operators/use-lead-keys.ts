import { useEffect, useRef } from 'react'
import { isTyping } from '../jobs/use-job-keys'

export type LeadKeys = { next(): void; previous(): void; approve(): unknown; reject(): unknown; help(): void; show(): void }

/** `j` `k` `a` `r` `n` and `?`, while no field and no dialog has the keyboard. Escape gives it back from a field. */
export function useLeadKeys(keys: LeadKeys) {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.repeat) return
      if (document.querySelector('dialog[open]')) return
      if (isTyping(event.target)) {
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
        return
      }
      const act = ACTIONS[event.key]
      if (!act) return
      event.preventDefault()
      latest.current[act]()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const ACTIONS: Record<string, keyof LeadKeys | undefined> = {
  j: 'next',
  k: 'previous',
  a: 'approve',
  r: 'reject',
  n: 'show',
  '?': 'help',
}
