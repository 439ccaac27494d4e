import { useSyncExternalStore } from 'react'

type ToastAction = { label: string; act(): void }
type Toast = { id: number; text: string; tone: 'good' | 'bad'; action: ToastAction | undefined }
const SHOWN_MS = 6_000
const SHOWN_WITH_ACTION_MS = 10_000

let toasts: Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

/**
 * Says something in passing, to eyes and to screen readers. The same words again take the place of the first. Browser only.
 * @param action what a person may do about it while it is shown, such as take it back
 */
export function showToast(text: string, tone: Toast['tone'] = 'good', action?: ToastAction) {
  lastId += 1
  const id = lastId
  setToasts([...toasts.filter((toast) => toast.text !== text), { id, text, tone, action }])
  setTimeout(() => dismiss(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
}

/** Where toasts appear; once a page. */
export function ToastRegion() {
  const shown = useSyncExternalStore(subscribe, () => toasts, noToasts)
  return (
    <div
      role="status"
      aria-live="polite"
      data-toasts
      className="no-print pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2 [&[hidden]]:hidden"
    >
      {shown.map((toast) => (
        <p
          key={toast.id}
          data-tone={toast.tone}
          className="flex items-center gap-4 pointer-events-auto max-w-md rounded-lg border border-line bg-surface px-4 py-2.5 text-sm font-medium text-ink shadow-high data-[tone=bad]:text-bad"
        >
          {toast.text}
          {toast.action ? (
            <button
              type="button"
              onClick={() => {
                dismiss(toast.id)
                toast.action?.act()
              }}
              className="-my-1 inline-flex min-h-8 shrink-0 items-center rounded-md px-2 text-accent underline underline-offset-3 hover:text-accent-strong"
            >
              {toast.action.label}
            </button>
          ) : null}
        </p>
      ))}
    </div>
  )
}

const NO_TOASTS: Toast[] = []
const noToasts = () => NO_TOASTS

const dismiss = (id: number) => setToasts(toasts.filter((toast) => toast.id !== id))

function setToasts(next: Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
