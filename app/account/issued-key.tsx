import { useEffect, useRef } from 'react'
import { Card } from '../ui/card'
import { CopyButton } from './copy-button'
import type { KeyAnswer } from './key-answer'

/** A key that was just made. Once the page is left, nobody can show it again. */
export function IssuedKey({ issued }: { issued: NonNullable<KeyAnswer['issued']> }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (issued.key) heading.current?.focus()
  }, [issued.key])
  return (
    <Card className="mb-8 max-w-[44rem] border-accent p-5">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {issued.isSuccessor ? `The new key of “${issued.name}”` : `The key “${issued.name}”`}
      </h2>
      <p className="mt-1 text-sm text-ink-2">
        Copy it now: it is shown this once.{issued.isSuccessor ? ' The old one goes on for a day, so that nothing stops meanwhile.' : ''}
      </p>
      <p className="mt-3 rounded-md bg-surface-2 px-3 py-2 font-mono text-sm break-all" data-key="">
        {issued.key}
      </p>
      <CopyButton text={issued.key} label="Copy the key" />
    </Card>
  )
}
