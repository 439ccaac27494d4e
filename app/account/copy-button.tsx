import { useState } from 'react'
import { Button } from '../ui/button'
import { CheckIcon } from '../ui/icons'

/** Puts a text into the clipboard, and says so. Without scripts the text beside it is selected by hand. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false)
  return (
    <span className="mt-2 hidden items-center scripting:inline-flex">
      <Button
        size="sm"
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setIsCopied(true),
            // A browser that refuses leaves the text where it stands: it can be selected.
            () => setIsCopied(false),
          )
        }
      >
        {isCopied ? <CheckIcon className="size-4" /> : null}
        {isCopied ? 'Copied' : label}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
    </span>
  )
}
