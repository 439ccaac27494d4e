import { type ReactNode, useEffect, useRef } from 'react'
import { Card } from '../ui/card'
import { CopyButton } from './copy-button'

type IssuedSecretProps = { title: string; children: ReactNode; secret: string; copyLabel: string }

/** A secret that was just made. Once the page is left, nobody can show it again. */
export function IssuedSecret({ title, children, secret, copyLabel }: IssuedSecretProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (secret) heading.current?.focus()
  }, [secret])
  return (
    <Card className="mb-8 max-w-[44rem] border-accent p-5">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {title}
      </h2>
      <p className="mt-1 text-sm text-ink-2">{children}</p>
      <p className="mt-3 rounded-md bg-surface-2 px-3 py-2 font-mono text-sm break-all" data-key="">
        {secret}
      </p>
      <CopyButton text={secret} label={copyLabel} />
    </Card>
  )
}
