import { useEffect, useRef, useState } from 'react'
import type { Present } from '../../contract/live'
import { LiveText } from '../../contract/texts'
import { findChange, movedCaret, type TextChange } from '../../server/texts/core/find-change'
import { getJson } from '../live/use-room'
import { startTextSession, TextRefusal, type TextSession, type TextState, type Words } from './text-session'

interface UseLiveText {
  id: string
  fields: readonly string[]
  /** The words that the page was drawn with. The fields keep their own: draw them with `defaultValue`. */
  initial: Words
  personId: string
}

/**
 * Fields that several people type in at once. Until the text is opened, and where it cannot be, they are plain fields whose words are the
 * page's own to save: `isShared` says which.
 */
export function useLiveText({ id, fields, initial, personId }: UseLiveText) {
  const [words, setWords] = useState(initial)
  const [isShared, setIsShared] = useState(false)
  const [role, setRole] = useState<LiveText['role']>('edit')
  const [saving, setSaving] = useState<{ state: TextState; message: string | null }>({ state: 'opening', message: null })
  const [people, setPeople] = useState<Present[]>([])
  const session = useRef<TextSession | null>(null)
  const shown = useRef(words)
  const elements = useRef(new Map<string, HTMLInputElement | HTMLTextAreaElement>())
  /** Puts words into fields that are not shared; one that says so already keeps its caret. */
  const [put] = useState(() => (next: Words) => {
    for (const [field, text] of Object.entries(next)) {
      const element = elements.current.get(field)
      if (element && element.value !== text) element.value = text
    }
  })
  const setUp = useRef({ fields, personId, drawn: initial })

  useEffect(() => {
    let isOver = false
    const { fields, personId, drawn } = setUp.current
    const key = `text:${personId}:${id}`
    /**
     * Shows in a field what others did to it, at once and around its caret: a key that is pressed before the page is drawn again is then
     * put into what everybody sees.
     */
    function show(field: string, after: string, changes: TextChange[]) {
      const element = elements.current.get(field)
      if (!element || element.value === after) return
      const isHere = document.activeElement === element
      const ends = [element.selectionStart ?? 0, element.selectionEnd ?? 0]
      const moves = changes.length > 0 ? changes : [findChange(element.value, after)]
      element.value = after
      const [start = 0, end = start] = ends.map((caret) => moves.reduce(movedCaret, caret))
      if (isHere) element.setSelectionRange(start, end)
    }
    // What was typed before this script ran stands in the fields alone.
    for (const field of fields) {
      const value = elements.current.get(field)?.value
      if (value !== undefined) shown.current = { ...shown.current, [field]: value }
    }
    setWords(shown.current)
    const start = async () => {
      const [core, { followRoom }, { partySocket }] = await Promise.all([
        import('../../server/texts/core/text-doc'),
        import('../live/follow-room'),
        import('../live/party-socket'),
      ])
      const query = `room=${encodeURIComponent(`text/${id}`)}`
      let early: Words | null = null
      const started = await startTextSession(fields, {
        core,
        open: async () => LiveText.parse(await ask(id, { intent: 'open' })),
        save: (update) => ask(id, { intent: 'save', update }),
        keep: {
          read: () => readKept(key),
          write: (update) => writeKept(key, update),
        },
        follow: ({ onText, onState }) =>
          followRoom({
            openSocket: partySocket({
              host: location.host,
              protocol: location.protocol === 'https:' ? 'wss' : 'ws',
              party: 'text',
              room: id,
            }),
            getTicket: () => getJson(`/v1/live/ticket?${query}`),
            getSince: (seq) => getJson(`/v1/live/events?${query}&since=${seq}`),
            onEvent: () => {},
            onReload: () => {},
            onPresence: setPeople,
            onText,
            onState,
          }),
        onWords(next, changes) {
          if (isOver) return
          early ??= shown.current
          for (const field of fields) {
            const own = changes?.filter((each) => each.field === field).map(({ change }) => change)
            if (own === undefined || own.length > 0) show(field, next[field] ?? '', own ?? [])
          }
          shown.current = next
          setWords(next)
        },
        onState: (state, message) => isOver || setSaving({ state, message }),
        onRole: (now) => isOver || setRole(now),
      })
      if (isOver) return started.close()
      session.current = started
      // What was typed before the text was open is typed now.
      for (const field of fields) {
        const { at, removed, inserted } = findChange(drawn[field] ?? '', (early ?? drawn)[field] ?? '')
        const now = shown.current[field] ?? ''
        if (removed > 0 || inserted !== '')
          started.type(field, now.slice(0, at) + inserted + now.slice(at + removed), Math.min(at, now.length) + inserted.length)
      }
      setIsShared(true)
    }
    start().catch(() => {
      // Without the text the fields are plain, and the page saves them.
      if (!isOver) setSaving({ state: 'saved', message: null })
    })
    const leave = (event: BeforeUnloadEvent) => {
      if (!session.current?.isDirty()) return
      session.current.flush()
      event.preventDefault()
    }
    const flush = () => session.current?.flush()
    window.addEventListener('beforeunload', leave)
    window.addEventListener('online', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      isOver = true
      window.removeEventListener('beforeunload', leave)
      window.removeEventListener('online', flush)
      document.removeEventListener('visibilitychange', flush)
      session.current?.flush()
      session.current?.close()
      session.current = null
    }
  }, [id])

  return {
    words,
    isShared,
    role,
    ...saving,
    people,
    /** Somebody typed: what the field says now, and where their caret stands. */
    type(field: string, element: HTMLInputElement | HTMLTextAreaElement) {
      if (session.current) return session.current.type(field, element.value, element.selectionStart ?? element.value.length)
      const next = { ...shown.current, [field]: element.value }
      shown.current = next
      setWords(next)
    },
    put,
    /** The control of a field, for its words and its caret. */
    hold: (field: string) => (element: HTMLInputElement | HTMLTextAreaElement | null) => {
      if (element) elements.current.set(field, element)
      else elements.current.delete(field)
    },
    /** Something of it may have been changed elsewhere. */
    refresh: () => session.current?.refresh(),
    flush: () => session.current?.flush(),
  }
}

async function ask(id: string, fields: Record<string, string>): Promise<unknown> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const response = await fetch(`/texts/${id}`, { method: 'POST', body, signal: AbortSignal.timeout(15_000) })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  const words = typeof answer === 'object' && answer !== null && 'message' in answer ? String(answer.message) : ''
  if (response.status < 500 && response.status !== 429) throw new TextRefusal(words || 'This was not kept.')
  throw new Error(`The text's own address answered ${response.status}.`)
}

/** A browser may keep nothing, and then nothing is kept: typing goes on. */
function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
function writeKept(key: string, update: string | null): void {
  try {
    if (update === null) localStorage.removeItem(key)
    else localStorage.setItem(key, update)
  } catch {
    // Full, or not allowed.
  }
}
