import type { ComponentProps, ReactNode } from 'react'
import { CloseIcon } from './icons'

type DialogProps = { id: string; title: string; children: ReactNode }

/** A modal window. Without scripts it is a section of the page, shown when the address ends in `#id`: open it by a `DialogLink`. */
export function Dialog({ id, title, children }: DialogProps) {
  return (
    <dialog
      id={id}
      aria-labelledby={`${id}-title`}
      closedby="any"
      className="no-print m-auto w-full max-w-lg rounded-xl border border-line bg-surface p-0 shadow-high"
    >
      <div className="p-5 sm:p-6">
        <div className="mb-4 flex items-start justify-between gap-4">
          <h2 id={`${id}-title`} className="text-xl font-semibold">
            {title}
          </h2>
          <form method="dialog" className="-m-2 hidden scripting:block">
            <button
              type="submit"
              aria-label="Close"
              className="inline-flex size-9 items-center justify-center rounded-md text-ink-3 hover:bg-surface-2 hover:text-ink"
            >
              <CloseIcon className="size-4.5" />
            </button>
          </form>
        </div>
        {children}
      </div>
    </dialog>
  )
}

/** Opens a dialog of this page. */
export function DialogLink({ dialogId, ...rest }: Omit<ComponentProps<'a'>, 'href'> & { dialogId: string }) {
  return (
    <a
      {...rest}
      href={`#${dialogId}`}
      aria-haspopup="dialog"
      onClick={(event) => {
        event.preventDefault()
        openDialog(dialogId)
      }}
    >
      {rest.children}
    </a>
  )
}

export function openDialog(id: string) {
  const dialog = document.getElementById(id)
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal()
}

export function isDialogOpen(id: string) {
  const dialog = document.getElementById(id)
  return dialog instanceof HTMLDialogElement && dialog.open
}

export function closeDialog(id: string) {
  const dialog = document.getElementById(id)
  if (dialog instanceof HTMLDialogElement) dialog.close()
}
