import { readWords } from './read-words'

/** A word of a text as the linker compares it. */
export interface LinkWord {
  /** As it stands, folded: what word vectors know. */
  key: string
  /** Without endings: `managing` and `management` meet. */
  stem: string
  start: number
  end: number
}

/** The words that can speak for a skill, in order: no marks, no words of grammar. `C++` and `C#` stay whole. */
export function linkWords(text: string): LinkWord[] {
  const words = readWords(text)
  return words.flatMap((word, at) => {
    if (word.kind === 'mark') return []
    let { key, end } = word
    for (let next = at + 1; words[next]?.isAttached && (words[next]?.key === '+' || words[next]?.key === '#'); next++) {
      key += words[next]?.key ?? ''
      end = words[next]?.end ?? end
    }
    return GRAMMAR.has(key) ? [] : [{ key, stem: stemOf(key), start: word.start, end }]
  })
}

const GRAMMAR = new Set(
  (
    'a an the and or of to in for with on at by from as is are be will you your we our their this that it its have has can able using use ' +
    'such etc all other who which not more than into within e g i s'
  ).split(' '),
)

const ENDINGS: [string, string][] = [
  ['ies', 'y'],
  ['sses', 'ss'],
  ['ing', ''],
  ['ed', ''],
  ['ment', ''],
  ['ations', 'ate'],
  ['ation', 'ate'],
  ['ers', 'er'],
  ['s', ''],
]
const STEM_LETTERS_MIN = 4

/** A word without its commonest English endings. Rough: both sides of a comparison are treated alike. */
export function stemOf(word: string): string {
  const ending = ENDINGS.find(([each]) => word.endsWith(each) && word.length - each.length >= STEM_LETTERS_MIN)
  let stem = ending ? word.slice(0, word.length - ending[0].length) + ending[1] : word
  if (stem.endsWith('e') && stem.length > STEM_LETTERS_MIN) stem = stem.slice(0, -1)
  if (stem.length > STEM_LETTERS_MIN && stem.at(-1) === stem.at(-2)) stem = stem.slice(0, -1)
  return stem
}
