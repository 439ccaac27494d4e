import { useEffect, useState } from 'react'
import { CheckIcon } from '../ui/icons'

type CodeBlockProps = { title: string; code: string; kind: 'shell' | 'ts' | 'json' | 'http'; isTall?: boolean }

/** Code to read and to copy. It scrolls by itself, and its title names it. */
export function CodeBlock({ title, code, kind, isTall }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex min-h-9 items-center justify-between gap-3 border-b border-line bg-surface-2 pr-1 pl-3.5 text-xs font-medium text-ink-2">
        <span className="truncate">{title}</span>
        <CopyButton text={code} what={title} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: A region that scrolls must be reachable by keyboard. */}
      <section aria-label={title} tabIndex={0} className={isTall ? 'max-h-96 overflow-auto' : 'overflow-x-auto'}>
        <pre className="w-max min-w-full px-3.5 py-3 font-mono text-xs leading-5 text-ink">
          <code>{kind === 'json' ? colourJson(code) : kind === 'http' ? code : colourComments(code, kind === 'ts' ? '//' : '#')}</code>
        </pre>
      </section>
    </figure>
  )
}

const shownMs = 2_000

/** Copies a text, and says that it did. Only there where scripts run. */
function CopyButton({ text, what }: { text: string; what: string }) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <button
      type="button"
      aria-label={`Copy: ${what}`}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
      className="hidden min-h-7 items-center gap-1 rounded-md px-2 text-xs font-medium text-ink-2 hover:bg-surface-3 hover:text-ink scripting:inline-flex"
    >
      {isCopied ? <CheckIcon className="size-3.5" /> : null}
      <span role="status">{isCopied ? 'Copied' : 'Copy'}</span>
    </button>
  )
}

const JSON_PARTS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null|-?\d[\d.eE+-]*)\b/g

/** Names in the ink of text, texts and other values each in a colour of their own. */
function colourJson(json: string) {
  const parts = []
  let at = 0
  for (const found of json.matchAll(JSON_PARTS)) {
    const [whole, text, colon] = found
    const isName = text !== undefined && colon !== undefined
    parts.push(json.slice(at, found.index))
    parts.push(
      isName ? (
        whole
      ) : (
        <span key={found.index} className={text === undefined ? 'text-warn' : 'text-accent'}>
          {whole}
        </span>
      ),
    )
    at = found.index + whole.length
  }
  return [...parts, json.slice(at)]
}

function colourComments(code: string, mark: string) {
  return code.split('\n').map((line, number) => {
    const at = line.trimStart().startsWith(mark) ? 0 : line.indexOf(` ${mark} `)
    // Lines never move, so their number is their name.
    const key = `${number}`
    if (at === -1) return <span key={key}>{`${line}\n`}</span>
    return (
      <span key={key}>
        {line.slice(0, at)}
        <span className="text-ink-3">{line.slice(at)}</span>
        {'\n'}
      </span>
    )
  })
}
