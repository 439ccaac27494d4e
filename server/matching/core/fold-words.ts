/** One word of a text that says something: its stem for comparing, and where it stands. */
export interface ContentWord {
  stem: string
  start: number
  end: number
}

/**
 * The words of a text that tell it from others, in order: folded (lower case, without accents), without words that every advert and
 * résumé has, cut to their stems. Nothing of the machine's language settings enters, so that every machine gives the same.
 */
export function contentWords(text: string): ContentWord[] {
  const words: ContentWord[] = []
  for (const match of text.matchAll(WORD)) {
    const folded = foldWord(match[0])
    if (folded.length < 2 || EMPTY_WORDS.has(folded)) continue
    const stem = stemOf(folded)
    if (!EMPTY_WORDS.has(stem)) words.push({ stem, start: match.index, end: match.index + match[0].length })
  }
  return words
}

/** Lower case, without accents. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase()
  return PLAIN.test(lower)
    ? lower
    : lower.normalize('NFKD').replace(MARKS, '').replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o')
}

/** What `bakes`, `baked`, `baking` and `baker` share. Made for comparing only; it need not be a word. */
export function stemOf(word: string): string {
  if (word.length < 4 || !LETTERS.test(word)) return word
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = cutEnding(word)
  // A list of words that grows with what is read must end somewhere; starting anew costs nothing but time.
  if (stems.size >= STEMS_MAX) stems.clear()
  stems.set(word, stem)
  return stem
}

function cutEnding(word: string): string {
  for (const [ending, put] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length + put.length < 3) continue
    const cut = word.slice(0, -ending.length) + put
    // `running` → `run`, `planning` → `plan`, but `selling` → `sell`.
    return put === '' && DOUBLED.test(cut) ? cut.slice(0, -1) : cut
  }
  return word.length > 3 && word.endsWith('e') ? word.slice(0, -1) : word
}

/** Longest first; what stays has three letters at least. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['isations', ''],
  ['izations', ''],
  ['isation', ''],
  ['ization', ''],
  ['ations', ''],
  ['ments', ''],
  ['ation', ''],
  ['ising', ''],
  ['izing', ''],
  ['ities', ''],
  ['ment', ''],
  ['ised', ''],
  ['ized', ''],
  ['ions', ''],
  ['ates', ''],
  ['ated', ''],
  ['ings', ''],
  ['ist', ''],
  ['ers', ''],
  ['ors', ''],
  ['ies', 'y'],
  ['ied', 'y'],
  ['ion', ''],
  ['ate', ''],
  ['ity', ''],
  ['ing', ''],
  ['ise', ''],
  ['ize', ''],
  ['sses', 'ss'],
  ['ed', ''],
  ['er', ''],
  ['or', ''],
  ['al', ''],
  ['ly', ''],
  ['es', ''],
  ['ss', 'ss'],
  ['s', ''],
]

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}+#]*/gu
const PLAIN = /^[a-z0-9+#]*$/
const LETTERS = /^[a-z]+$/
const MARKS = /\p{M}/gu
const DOUBLED = /([bdgkmnprt])\1$/
const STEMS_MAX = 20_000
const stems = new Map<string, string>()

/** Words that stand in adverts and résumés of every kind of work, and so tell none from another. */
const EMPTY_WORDS = new Set(
  `a about above across after all also am an and any are as at be been being between both but by can could did do does done down due each etc even ever every few
  for from further good great had has have having he her here him his how i if in into is it its job just least less like made make makes many may me might more most
  much must my need needed needs new no nor not now of off on one ones only onto or other others our out over own per please plus re same she should since so some
  such than that the their them then there these they this those through to too two under until up upon us use used uses using very via want was we well were what
  when where which while who whom whose why will with within without would year years you your yours
  fluent fluently language languages degree
  ability able applicant applicants apply based candidate candidates company day days degree duties environment equivalent excellent experience experienced familiar
  familiarity following full great hands help ideal ideally including join knowledge level looking minimum month months offer offers opportunity part people person
  position preferred previous proven qualification qualifications related relevant required requirement requirements responsibilities responsible role roles skill
  skills solid strong successful team teams time understanding various week weeks work worked working works
  abil experi knowledg respons qualif requir famili prefer posit environ candid opportun understand appl includ look success
  eine einer eines einem einen der die das den dem des und oder mit fur von zu zum zur im am ist sind wir sie ihr als auf bei
  le la les un une des du de et ou en au aux pour avec sur dans est sont vous nous el los las un una y o con por para del en es son`
    .split(/\s+/)
    .filter(Boolean),
)
