import { type FocusEvent, type FormEvent, useRef, useState } from 'react'

/** What is typed together, and is looked at together: half of it is no mistake while the other half is being written. */
const GROUPS: Record<string, string> = { payMin: 'pay', payMax: 'pay', currency: 'pay', period: 'pay' }

/**
 * Which controls of a form say what is wrong with them: those that somebody typed in and then left, and all of them when `marksAll`.
 * A form that nobody has touched scolds nobody.
 */
export function useMarks(marksAll: boolean) {
  const written = useRef(new Set<string>())
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  return {
    isMarked: (control: string) => marksAll || marked.has(groupOf(control)),
    typed: ({ target }: FormEvent) => void written.current.add(groupOf(nameOf(target))),
    left: ({ target, relatedTarget }: FocusEvent) => {
      const group = groupOf(nameOf(target))
      if (!written.current.has(group) || groupOf(nameOf(relatedTarget)) === group) return
      setMarked((held) => (held.has(group) ? held : new Set([...held, group])))
    },
  }
}

/** A question's controls are called `<id>.label` and so on, and are marked together. */
function groupOf(name: string): string {
  const [first = ''] = name.split('.')
  return GROUPS[first] ?? first
}

function nameOf(target: EventTarget | null): string {
  const isControl = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  return isControl ? target.name : ''
}
