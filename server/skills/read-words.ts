/** A run of letters and digits, or one single other sign. White space is left out. */
export interface Word {
  /** Folded for look-ups: lower case, without accents, styled letters made plain. */
  key: string
  start: number
  end: number
  kind: 'word' | 'number' | 'mark'
  /** The first letter is a capital. */
  isCapital: boolean
  /** It has letters, and all of them are capitals. */
  isAllCapitals: boolean
  /** Follows the word before it without any space. */
  isAttached: boolean
  /** Stands first on its line. */
  isLineStart: boolean
}

/**
 * Splits a text into words for all readers of a post. One pass, no regular expressions, so the cost grows with the length only.
 * Offsets are those of the text itself; folding touches only `key`.
 */
export function readWords(text: string): Word[] {
  const words: Word[] = []
  const length = text.length
  const lower = lowerOfSameLength(text)
  let position = 0
  let isLineStart = true
  let lastEnd = -1
  while (position < length) {
    const code = text.charCodeAt(position)
    if (code === 10 || code === 13) {
      isLineStart = true
      position++
      continue
    }
    if (code === 32 || isSpace(code)) {
      position++
      continue
    }
    const start = position
    let kind: Word['kind'] = 'mark'
    let isPlain = code < 128
    let hasSmall = false
    let hasDigitsOnly = true
    if (isWordAt(text, position)) {
      while (position < length) {
        const at = text.charCodeAt(position)
        if (at >= 97 && at <= 122) {
          hasSmall = true
          hasDigitsOnly = false
        } else if (at >= 65 && at <= 90) {
          hasDigitsOnly = false
        } else if (at < 48 || at > 57) {
          if (!isWordAt(text, position)) break
          isPlain = false
          hasDigitsOnly = false
          if (isStyledPair(text, position)) position++
        }
        position++
      }
      kind = hasDigitsOnly ? 'number' : 'word'
    } else {
      position += code >= 0xd800 && code <= 0xdbff && position + 1 < length ? 2 : 1
    }
    const isCapital = kind === 'word' && (isPlain ? code >= 65 && code <= 90 : startsWithCapital(text, start))
    words.push({
      key: isPlain && lower !== null ? lower.slice(start, position) : foldLetters(text.slice(start, position)),
      start,
      end: position,
      kind,
      isCapital,
      isAllCapitals: isCapital && !hasSmall && (isPlain || text.slice(start, position) === text.slice(start, position).toUpperCase()),
      isAttached: start === lastEnd,
      isLineStart,
    })
    isLineStart = false
    lastEnd = position
  }
  return words
}

/** The whole text in lower case, from which words are cut without copying; `null` in the rare case that its length changes. */
function lowerOfSameLength(text: string): string | null {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : null
}

/** The look-up form of a name: its words folded and joined by single spaces, `Zürich-Nord` → `zurich - nord`. */
export function foldName(name: string): string {
  return readWords(name)
    .map((word) => word.key)
    .join(' ')
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 0xa0 ||
    code === 11 ||
    code === 12 ||
    (code >= 0x2000 && code <= 0x200f) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x3000 ||
    code === 0xfeff ||
    code === 0xfe0f
  )
}

function isWordAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position)
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
  if (code >= 0xd800 && code <= 0xdfff) return isStyledPair(text, position)
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba
  if (code === 0xd7 || code === 0xf7) return false
  return !(
    (code >= 0x2000 && code <= 0x2bff) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xfe00 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff0f) ||
    (code >= 0xff1a && code <= 0xff20) ||
    code >= 0xfff0
  )
}

/** Bold and italic letters of the mathematical block, which posts on social sites use for headlines. */
function isStyledPair(text: string, position: number): boolean {
  return text.charCodeAt(position) === 0xd835 && position + 1 < text.length
}

function startsWithCapital(text: string, position: number): boolean {
  const code = text.charCodeAt(position)
  if (code < 128) return code >= 65 && code <= 90
  const letter = code === 0xd835 ? text.slice(position, position + 2).normalize('NFKC') : (text[position] ?? '')
  return letter !== letter.toLowerCase()
}

function foldLetters(word: string): string {
  if (word === '’' || word === 'ʼ' || word === '‘') return "'"
  if (word === '–' || word === '—' || word === '‒' || word === '−' || word === '‑') return '-'
  if (word === '•' || word === '·' || word === '●' || word === '▪' || word === '‣') return '•'
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace('ı', 'i').replace('ł', 'l').replace('ø', 'o')
}
