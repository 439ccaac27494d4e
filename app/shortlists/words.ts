import type { Vote } from '../../contract/shortlists'

export const VOTE_WORDS: Record<Vote, { word: string; key: string; look: string }> = {
  yes: { word: 'Yes', key: '1', look: 'bg-good-soft text-good' },
  maybe: { word: 'Maybe', key: '2', look: 'bg-warn-soft text-warn' },
  no: { word: 'No', key: '3', look: 'bg-bad-soft text-bad' },
}
export const VOTES = ['yes', 'maybe', 'no'] as const

/** `4 years 2 months` of whole months. */
export function lengthWords(months: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  const say = (count: number, word: string) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`])
  return [...say(years, 'year'), ...say(rest, 'month')].join(' ')
}

/** Up to two letters that stand for a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
