import { useSyncExternalStore } from 'react'

type Toast = { id: number; text: string; tone: 'good' | 'bad' }
const SHOWN_MS = 6_000

let toasts: Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Says something in passing, to eyes and to screen readers. The same words again take the place of the first. Browser only. */
export function showToast(text: string, tone: Toast['tone'] = 'good') {
  lastId += 1
  const id = lastId
  setToasts([...toasts.filter((toast) => toast.text !== text), { id, text, tone }])
  setTimeout(() => setToasts(toasts.filter((toast) => toast.id !== id)), SHOWN_MS)
}

/** Where toasts appear; once a page. */
export function ToastRegion() {
  const shown = useSyncExternalStore(subscribe, () => toasts, noToasts)
  return (
    <div
      role="status"
      aria-live="polite"
      className="no-print pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2"
    >
      {shown.map((toast) => (
        <p
          key={toast.id}
          data-tone={toast.tone}
          className="pointer-events-auto max-w-md rounded-lg border border-line bg-surface px-4 py-2.5 text-sm font-medium text-ink shadow-high data-[tone=bad]:text-bad"
        >
          {toast.text}
        </p>
      ))}
    </div>
  )
}

const NO_TOASTS: Toast[] = []
const noToasts = () => NO_TOASTS

function setToasts(next: Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
