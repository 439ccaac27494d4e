import type { Evidence, JsonResume } from '../../contract/resumes'

/** A value with the place in the text that says it. */
export interface Span {
  value: string
  start: number
  end: number
  as: Evidence['as']
}

/** A line of the text, without the bullet before it. */
export interface Line {
  text: string
  start: number
  end: number
  isBullet: boolean
  isAfterBlank: boolean
}

const BULLET = /^(?:[•●○◦▪■□▫◆◇❖➢➤►▶✓✔★⁃∙·〓\uf0b7\uf0a7\uf0d8*–—-]|\(?\d{1,2}[.)])\s*(?=\S)/u

export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let at = 0
  let isAfterBlank = true
  for (const raw of text.split('\n')) {
    const trimmed = raw.trim()
    if (trimmed === '') isAfterBlank = true
    else {
      const lead = raw.length - raw.trimStart().length
      const bullet = BULLET.exec(trimmed)?.[0] ?? ''
      const start = at + lead + bullet.length
      lines.push({ text: trimmed.slice(bullet.length), start, end: at + lead + trimmed.length, isBullet: bullet !== '', isAfterBlank })
      isAfterBlank = false
    }
    at += raw.length + 1
  }
  return lines
}

/** What stands between two places, without the white space and the signs at its edges; `null` when nothing is left. */
export function spanOf(text: string, start: number, end: number, maxChars = 300): Span | null {
  const edges = /^[\s,;:|·•–—\-@/]*([\s\S]*?)[\s,;:|·•–—\-@/]*$/u
  const inside = text.slice(start, end)
  const kept = edges.exec(inside)?.[1] ?? ''
  const from = start + inside.indexOf(kept)
  return whole(text, from, Math.min(from + kept.length, from + maxChars))
}

/** As `spanOf`, with its signs: a sentence keeps its full stop and its dash. */
export function whole(text: string, start: number, end: number): Span | null {
  const inside = text.slice(start, end)
  const from = start + inside.length - inside.trimStart().length
  const to = end - (inside.length - inside.trimEnd().length)
  const value = text.slice(from, to).replace(/\s+/g, ' ')
  return value === '' || to <= from ? null : { value, start: from, end: to, as: 'text' }
}

/** A résumé whose values still know where they come from: `Span` in place of every string. */
export type Spanned = { [name: string]: Spanned | Span | null | undefined } | (Spanned | Span | null)[]

/** Takes the values out of their spans, and notes the place of each under its path. What is empty is left away. */
export function settle(spanned: Spanned): { resume: JsonResume; evidence: Evidence[] } {
  const evidence: Evidence[] = []
  const walk = (node: Spanned | Span | null | undefined, path: string): unknown => {
    if (node === null || node === undefined) return undefined
    if (isSpan(node)) {
      evidence.push({ path, start: node.start, end: node.end, as: node.as })
      return node.value
    }
    if (Array.isArray(node)) {
      const items: unknown[] = []
      for (const child of node) {
        const item = walk(child, path === '' ? String(items.length) : `${path}.${items.length}`)
        if (item !== undefined) items.push(item)
      }
      return items.length > 0 ? items : undefined
    }
    const entries = Object.entries(node).flatMap(([name, child]) => {
      const value = walk(child, path === '' ? name : `${path}.${name}`)
      return value === undefined ? [] : [[name, value] as const]
    })
    return entries.length > 0 ? Object.fromEntries(entries) : undefined
  }
  // Built from the names of JSON Resume alone; the caller parses it with its schema.
  return { resume: (walk(spanned, '') ?? {}) as JsonResume, evidence }
}

function isSpan(node: Spanned | Span): node is Span {
  return !Array.isArray(node) && typeof node.start === 'number' && typeof node.value === 'string'
}

/** For comparing: case, accents and signs do not count. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
}
