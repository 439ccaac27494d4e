import type { Draft, PartName } from './draft'

export type DraftEdit =
  | { kind: 'set'; part: PartName; entryKey: string; field: string; value: string }
  | { kind: 'add'; part: PartName; entryKey: string }
  | { kind: 'remove'; part: PartName; entryKey: string }
  /** One place up (-1) or down (1). */
  | { kind: 'move'; part: PartName; entryKey: string; by: -1 | 1 }

/** The draft after one edit; the same draft when the edit changes nothing. */
export function editDraft(draft: Draft, edit: DraftEdit): Draft {
  const entries = draft.parts[edit.part]
  const put = (changed: Draft['parts'][PartName]): Draft => ({ ...draft, parts: { ...draft.parts, [edit.part]: changed } })
  switch (edit.kind) {
    case 'set':
      return put(
        entries.map((entry) => (entry.key === edit.entryKey ? { ...entry, values: { ...entry.values, [edit.field]: edit.value } } : entry)),
      )
    case 'add':
      return put([...entries, { key: edit.entryKey, values: {} }])
    case 'remove':
      return put(entries.filter(({ key }) => key !== edit.entryKey))
    case 'move': {
      const from = entries.findIndex(({ key }) => key === edit.entryKey)
      const moved = entries[from]
      const to = from + edit.by
      if (!moved || to < 0 || to >= entries.length) return draft
      const rest = entries.filter(({ key }) => key !== edit.entryKey)
      return put([...rest.slice(0, to), moved, ...rest.slice(to)])
    }
    default:
      return edit satisfies never
  }
}

/** A draft with what came before and what was taken back. */
export interface EditHistory {
  past: Draft[]
  now: Draft
  future: Draft[]
  /** The field that was typed in last: typing on in it is one step. */
  typing: string | null
}
const STEPS_MAX = 200

export const historyOf = (draft: Draft): EditHistory => ({ past: [], now: draft, future: [], typing: null })

/** Makes an edit. Typing on in one field is one step back. */
export function makeEdit(history: EditHistory, edit: DraftEdit): EditHistory {
  const now = editDraft(history.now, edit)
  if (now === history.now) return history
  const typing = edit.kind === 'set' ? `${edit.entryKey}.${edit.field}` : null
  if (typing !== null && typing === history.typing) return { ...history, now, future: [] }
  return { past: [...history.past, history.now].slice(-STEPS_MAX), now, future: [], typing }
}

export function undoEdit(history: EditHistory): EditHistory {
  const before = history.past.at(-1)
  if (!before) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], typing: null }
}

export function redoEdit(history: EditHistory): EditHistory {
  const [next, ...future] = history.future
  return next ? { past: [...history.past, history.now], now: next, future, typing: null } : history
}
