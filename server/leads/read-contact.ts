import type { Word } from '../skills/read-words'

export interface TextSpan {
  value: string
  start: number
  end: number
}

const ADDRESS_LENGTH_MAX = 500
const ADDRESSES_MAX = 40

/** Web addresses in a text, in order; a closing bracket or full stop at the end is left out. */
export function findWebAddresses(text: string): TextSpan[] {
  const found: TextSpan[] = []
  let at = 0
  while (found.length < ADDRESSES_MAX) {
    const start = nextAddress(text, at)
    if (start < 0) break
    let end = start
    while (end < text.length && end - start < ADDRESS_LENGTH_MAX && isAddressSign(text.charCodeAt(end))) end++
    while (end > start && '.,;:!?\'")]}*'.includes(text[end - 1] ?? '') && !(text[end - 1] === ')' && text.slice(start, end).includes('(')))
      end--
    const value = text.slice(start, end)
    if (end - start > 10 && value.includes('.')) found.push({ value: value.startsWith('www.') ? `https://${value}` : value, start, end })
    at = Math.max(end, start + 4)
  }
  return found
}

/** Where the next `http://`, `https://` or `www.` starts at or after a place; -1 when there is none. */
function nextAddress(text: string, from: number): number {
  let http = text.indexOf('http', from)
  let www = text.indexOf('www.', from)
  while (http >= 0 || www >= 0) {
    if (www >= 0 && (http < 0 || www < http)) {
      if (www === 0 || !isAddressSign(text.charCodeAt(www - 1)) || text[www - 1] === '(') return www
      www = text.indexOf('www.', www + 4)
      continue
    }
    if (text.startsWith('://', text[http + 4] === 's' ? http + 5 : http + 4)) return http
    http = text.indexOf('http', http + 4)
  }
  return -1
}

function isAddressSign(code: number): boolean {
  return code > 32 && code !== 34 && code !== 60 && code !== 62 && code !== 124 && code !== 0x2026 && code < 0x2000
}

const APPLY_WORDS = [
  'apply',
  'career',
  'job',
  'position',
  'hiring',
  'greenhouse',
  'grnh.se',
  'lever.co',
  'ashbyhq',
  'workable',
  'recruit',
  'opening',
  'bewerb',
  'join',
  'work-with',
  'vacanc',
  'role',
  'teamtailor',
  'karriere',
  'emploi',
  'empleo',
  'form',
  'talent',
  'wellfound',
  'bamboohr',
  'pinpoint',
  'smartrecruiters',
  'personio',
]

/** The address to apply at: one whose words say so, or else the only one there is. */
export function readApplyUrl(text: string, addresses: TextSpan[]): TextSpan | null {
  const speaking = addresses.find((address) => {
    const lower = address.value.toLowerCase()
    return APPLY_WORDS.some((word) => lower.includes(word))
  })
  if (speaking !== undefined) return speaking
  const introduced = addresses.find((address) =>
    /apply|bewerb|postul|candidat|here/i.test(text.slice(Math.max(0, address.start - 40), address.start)),
  )
  return introduced ?? (addresses.length === 1 ? (addresses[0] ?? null) : null)
}

/** The first mail address of a text, also written `jo [at] example [dot] com`; else the first telephone number. */
export function readContact(text: string, words: Word[]): TextSpan | null {
  return findMailAddress(text, words) ?? findPhoneNumber(text, words)
}

function findMailAddress(text: string, words: Word[]): TextSpan | null {
  for (let at = 1; at < words.length - 1; at++) {
    const sign = atSign(words, at)
    if (sign === null) continue
    const name = nameBefore(words, sign.from)
    const host = hostAfter(words, sign.to)
    if (name === null || host === null) continue
    const start = words[name.from]?.start ?? 0
    const end = words[host.to - 1]?.end ?? 0
    return { value: `${text.slice(start, words[sign.from - 1]?.end)}@${host.name}`, start, end }
  }
  return null
}

/** `@`, `(at)`, `[at]`, `{at}`, with or without spaces; plain `at` only before `… dot com`. */
function atSign(words: Word[], at: number): { from: number; to: number } | null {
  const key = words[at]?.key
  if (key === '@') return words[at]?.isAttached === true && words[at + 1]?.isAttached === true ? { from: at, to: at + 1 } : null
  if (key !== 'at') return null
  const before = words[at - 1]?.key ?? ''
  const after = words[at + 1]?.key ?? ''
  const isBracketed =
    (before === '[' && after === ']') ||
    (before === '(' && after === ')') ||
    (before === '{' && after === '}') ||
    (before === '<' && after === '>')
  if (isBracketed) return { from: at - 1, to: at + 2 }
  return words[at + 2]?.key === 'dot' ||
    (words[at + 2]?.key === '.' &&
      words[at + 2]?.isAttached === true &&
      words[at + 3]?.isAttached === true &&
      (words[at + 3]?.key.length ?? 0) <= 4)
    ? { from: at, to: at + 1 }
    : null
}

function nameBefore(words: Word[], end: number): { from: number } | null {
  let from = end - 1
  if (words[from] === undefined || words[from]?.kind === 'mark') return null
  while (from > 0 && words[from]?.isAttached === true && end - from < 8) {
    const before = words[from - 1]
    if (
      before === undefined ||
      !(before.kind !== 'mark' || before.key === '.' || before.key === '_' || before.key === '-' || before.key === '+')
    )
      break
    from--
  }
  while (words[from]?.kind === 'mark' && from < end - 1) from++
  return { from }
}

function hostAfter(words: Word[], from: number): { name: string; to: number } | null {
  let name = words[from]?.key ?? ''
  if (words[from]?.kind === 'mark' || name === '') return null
  let to = from + 1
  let hasDot = false
  for (let part = 0; part < 6; part++) {
    const dot = dotAt(words, to)
    const next = words[dot ?? to]
    if (dot === null || next === undefined || next.kind === 'mark') break
    const isDash = words[to]?.key === '-'
    hasDot ||= !isDash
    name += `${isDash ? '-' : '.'}${next.key}`
    to = dot + 1
  }
  return hasDot ? { name, to } : null
}

/** Index of the word after `.`, `-`, `dot`, `[dot]` or `(dot)`; `null` when the name ends. */
function dotAt(words: Word[], at: number): number | null {
  const key = words[at]?.key
  if ((key === '.' || key === '-') && words[at]?.isAttached === true && words[at + 1]?.isAttached === true) return at + 1
  if (key === 'dot') return at + 1
  return (key === '[' || key === '(' || key === '{') && words[at + 1]?.key === 'dot' ? at + 3 : null
}

/** Ten to fifteen digits in groups, after `call`, `text`, `phone` or with a plus sign or in the American form. */
function findPhoneNumber(text: string, words: Word[]): TextSpan | null {
  for (let at = 0; at < words.length; at++) {
    const first = words[at]
    const hasPlus = first?.key === '+' && words[at + 1]?.kind === 'number'
    if (first === undefined || (first.kind !== 'number' && !hasPlus && first.key !== '(')) continue
    let digits = 0
    let groups = 0
    let end = at
    while (end < words.length && end - at < 16) {
      const word = words[end]
      if (word === undefined || (word.isLineStart && end > at)) break
      if (word.kind === 'number') {
        digits += word.key.length
        groups++
      } else if (!(word.key === '-' || word.key === '.' || word.key === '(' || word.key === ')' || word.key === '+' || word.key === '/'))
        break
      end++
    }
    while (end > at && words[end - 1]?.kind === 'mark') end--
    const isAmerican = digits === 10 && groups === 3
    const isIntroduced = PHONE_WORDS.has(words[at - 1]?.key ?? '') || PHONE_WORDS.has(words[at - 2]?.key ?? '')
    if (
      digits >= 7 &&
      digits <= 15 &&
      (hasPlus || isAmerican || isIntroduced || (digits === 11 && groups === 4 && first.key === '1')) &&
      digits > 6
    ) {
      const start = first.start
      const last = words[end - 1]?.end ?? start
      return { value: text.slice(start, last), start, end: last }
    }
    if (end > at + 1) at = end - 1
  }
  return null
}

const PHONE_WORDS = new Set('call text phone tel telefon whatsapp mobile ring cell at : tlf telefono appelez'.split(' '))
