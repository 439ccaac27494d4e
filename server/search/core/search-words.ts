const WORDS_MAX = 8
const LETTERS_MIN = 2
const EXCERPT_CHARS = 140
/** What stands before the word that was found. */
const LEAD_CHARS = 40

/** What was typed as the words to look for; `null` when that is too little to look for anything. */
export function readWords(q: string): { phrase: string; words: string[] } | null {
  const phrase = q.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  const words = [...new Set(phrase.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])].slice(0, WORDS_MAX)
  return words.join('').length < LETTERS_MIN ? null : { phrase, words }
}

/** The words around the first place where one of them stands; the beginning when none does. Cut between words where there are any. */
export function excerptAround(text: string, words: readonly string[]): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  const lower = plain.toLowerCase()
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0)
  const first = places.length > 0 ? Math.min(...places) : 0
  const from = first <= LEAD_CHARS ? 0 : Math.max(plain.lastIndexOf(' ', first - LEAD_CHARS) + 1, first - 2 * LEAD_CHARS)
  const isCut = from + EXCERPT_CHARS < plain.length
  const cut = plain.slice(from, from + EXCERPT_CHARS)
  const shown = isCut && cut.lastIndexOf(' ') > EXCERPT_CHARS / 2 ? cut.slice(0, cut.lastIndexOf(' ')) : cut
  return `${from > 0 ? '… ' : ''}${shown}${isCut ? ' …' : ''}`.toWellFormed()
}
