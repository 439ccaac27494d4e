import type { ReactNode } from 'react'

/** Text in which `code` stands between backticks. */
export function Words({ text }: { text: string }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const found of text.matchAll(/`([^`]+)`/g)) {
    parts.push(text.slice(at, found.index), <Code key={found.index}>{found[1]}</Code>)
    at = found.index + found[0].length
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}

export function Code({ children }: { children: ReactNode }) {
  return <code className="rounded-sm bg-surface-2 px-1 py-px font-mono text-[0.9em] [overflow-wrap:anywhere]">{children}</code>
}
