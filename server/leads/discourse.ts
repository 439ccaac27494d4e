import { hashText } from './hash-text'

/**
 * How a post speaks rather than what about: who is the subject (I, we, you), what they do (look, need, hire, can, have, ask), and which
 * of these stand close together ("my … portfolio", "your … portfolio", "hire me", "we are looking"). A few dozen numbers that trees read.
 */
const CLASSES = {
  i: "i i'm im i've i'd i'll ive",
  my: 'my mine',
  me: 'me myself',
  we: "we we're we've we'll we'd",
  our: 'our ours us',
  you: "you you're you'll you've you'd",
  your: 'your yours',
  they: 'he she they him her his them their',
  look: 'looking seeking searching seek seeks search hunting',
  need: 'need needs needed want wants wanted require requires wanting',
  hire: 'hire hiring hires recruit recruiting employ employing recruits',
  hired: 'hired fired quit quitting interview interviews interviewed rejected applied offered',
  job: 'job jobs work gig gigs employment position positions opportunity opportunities internship role roles career vacancy vacancies opening openings',
  project: 'project projects client clients customers customer business businesses company team startup app idea game',
  person: 'someone somebody anyone person people candidate candidates applicant applicants individual individuals anybody guy guys',
  article: 'a an the some any one two several',
  own: 'portfolio resume résumé resumes cv website site samples sample linkedin github rates rate skills skill experience availability application quote background references work',
  can: "can could will would offer offering provide specialize specialise do able i'll i'd",
  have: 'have has had hold got possess',
  past: 'was were did went felt said told asked thought think know feel started been',
  apply: 'apply applying submit send drop forward',
  demand:
    'requirements responsibilities qualifications must required preferred benefits duties ideal qualified responsible plus requirement',
  pay: 'salary compensation hourly budget pay paid pays stipend bonus equity competitive wage wages payment hour hr hr/ annum',
  charge: 'charge discount cheap affordable satisfaction guarantee guaranteed free custom services service reasonable',
  years: 'years year yrs yr months',
  degree: 'graduated graduate degree student major bachelor bachelors college university school recently',
  ready: 'available willing relocate immediately anywhere reliable hardworking motivated freelance freelancer hardworker experienced',
  plight: 'desperate desperately unemployed laid rent struggling broke help please hope luck chance',
  ask: 'advice should tips thoughts opinion critique question questions how why what anyone else which',
  thanks: 'thanks thank cheers appreciate appreciated',
  contact: 'pm message dm email contact call inbox text reply comment phone',
  closed: 'edit update closed filled',
  kin: 'friend father mother wife husband girlfriend boyfriend brother sister fiance fiancé roommate boss manager coworker coworkers son daughter',
  lure: 'earn income unlimited fee deposit registration whatsapp telegram western wire payroll bitcoin crypto withdraw gift cheque weekly daily slots home-based commission financial',
  terms: 'remote telecommute onsite full part full-time part-time contract permanent temporary shift shifts seasonal',
  be: "am is are be i'm we're being",
} as const
type ClassName = keyof typeof CLASSES

/** Pairs that are counted when the second stands one to four words after the first. */
const PAIRS: readonly (readonly [ClassName, ClassName])[] = [
  ['i', 'look'],
  ['i', 'need'],
  ['i', 'can'],
  ['i', 'have'],
  ['i', 'past'],
  ['i', 'hired'],
  ['i', 'article'],
  ['i', 'degree'],
  ['i', 'ready'],
  ['my', 'own'],
  ['my', 'project'],
  ['my', 'kin'],
  ['my', 'job'],
  ['my', 'charge'],
  ['your', 'own'],
  ['your', 'project'],
  ['your', 'pay'],
  ['your', 'need'],
  ['we', 'look'],
  ['we', 'need'],
  ['we', 'hire'],
  ['we', 'have'],
  ['we', 'can'],
  ['our', 'project'],
  ['be', 'look'],
  ['be', 'hire'],
  ['look', 'job'],
  ['look', 'article'],
  ['look', 'person'],
  ['look', 'project'],
  ['look', 'terms'],
  ['need', 'person'],
  ['need', 'article'],
  ['need', 'job'],
  ['need', 'project'],
  ['hire', 'me'],
  ['hire', 'article'],
  ['hire', 'person'],
  ['person', 'can'],
  ['person', 'have'],
  ['you', 'need'],
  ['you', 'have'],
  ['you', 'can'],
  ['you', 'look'],
  ['you', 'be'],
  ['can', 'pay'],
  ['can', 'you'],
  ['contact', 'me'],
  ['contact', 'our'],
  ['apply', 'me'],
  ['apply', 'your'],
  ['apply', 'our'],
  ['me', 'your'],
  ['years', 'own'],
  ['ready', 'job'],
  ['they', 'past'],
  ['they', 'look'],
  ['ask', 'i'],
  ['ask', 'can'],
  ['kin', 'look'],
  ['degree', 'look'],
  ['job', 'own'],
  ['terms', 'job'],
  ['plight', 'job'],
  ['demand', 'own'],
]

const CLASS_NAMES = Object.keys(CLASSES)
const CLASS_COUNT = CLASS_NAMES.length
const WINDOW = 4
/** For every class and pair: how often, how densely, and whether in the first line; then the plain measures of `readDiscourse`. */
export const DISCOURSE_SIZE = 3 * (CLASS_COUNT + PAIRS.length) + 20

/** Classes of a word as a list of indexes into CLASS_NAMES; a word may stand in two ("work"). */
const classesOf = new Map<number, number[]>()
CLASS_NAMES.forEach((name, index) => {
  for (const word of (Object.entries(CLASSES)[index]?.[1] ?? name).split(' ')) {
    const hash = hashText(word)
    classesOf.set(hash, [...(classesOf.get(hash) ?? []), index])
  }
})
const pairsAfter: { second: number; slot: number }[][] = CLASS_NAMES.map((name) =>
  PAIRS.flatMap(([first, second], slot) => (first === name ? [{ second: CLASS_NAMES.indexOf(second), slot: CLASS_COUNT + slot }] : [])),
)

/** A token as `readFeatures` makes it. */
export interface SpokenToken {
  /** Of the word in small letters, by `hashText`. */
  hash: number
  line: number
  isWord: boolean
}

/** The numbers of one post, `DISCOURSE_SIZE` of them. */
export function readDiscourse(text: string, tokens: readonly SpokenToken[]): Float64Array {
  const slots = CLASS_COUNT + PAIRS.length
  const counts = new Float64Array(slots)
  const titled = new Uint8Array(slots)
  const words = tokens.filter((token) => token.isWord)
  const classes = words.map((token) => classesOf.get(token.hash))
  classes.forEach((found, at) => {
    if (!found) return
    const inTitle = words[at]?.line === 0
    for (const first of found) {
      counts[first] = (counts[first] ?? 0) + 1
      if (inTitle) titled[first] = 1
      for (const { second, slot } of pairsAfter[first] ?? []) {
        for (let ahead = at + 1; ahead <= at + WINDOW && ahead < words.length; ahead++) {
          if (!classes[ahead]?.includes(second)) continue
          counts[slot] = (counts[slot] ?? 0) + 1
          if (inTitle) titled[slot] = 1
          break
        }
      }
    }
  })
  const numbers = new Float64Array(DISCOURSE_SIZE)
  const density = 100 / (words.length + 20)
  for (let slot = 0; slot < slots; slot++) {
    numbers[3 * slot] = counts[slot] ?? 0
    numbers[3 * slot + 1] = (counts[slot] ?? 0) * density
    numbers[3 * slot + 2] = titled[slot] ?? 0
  }
  numbers.set(plainMeasures(text, tokens, words), 3 * slots)
  return numbers
}

const SIGNS = { link: '<link>', mail: '<mail>', money: '<money>', phone: '<phone>', question: '?', pipe: '|' } as const
const BULLETS = new Set(['•', '*', '●'].map(hashText))
const signOf = new Map<number, string>(Object.entries(SIGNS).map(([name, sign]) => [hashText(sign), name]))
const personOf = new Map<number, 'singular' | 'plural' | 'second'>()
for (const name of ['i', 'my', 'me'] as const) for (const word of CLASSES[name].split(' ')) personOf.set(hashText(word), 'singular')
for (const name of ['we', 'our'] as const) for (const word of CLASSES[name].split(' ')) personOf.set(hashText(word), 'plural')
for (const name of ['you', 'your'] as const) for (const word of CLASSES[name].split(' ')) personOf.set(hashText(word), 'second')

function plainMeasures(text: string, tokens: readonly SpokenToken[], words: readonly SpokenToken[]): number[] {
  const persons = { singular: 0, plural: 0, second: 0 }
  let titleWords = 0
  for (const { hash, line } of words) {
    const person = personOf.get(hash)
    if (person !== undefined) persons[person] += 1
    if (line === 0) titleWords += 1
  }
  const signs: Record<string, number> = {}
  let bullets = 0
  let asksInTitle = 0
  for (const { hash, line, isWord } of tokens) {
    if (isWord) continue
    const sign = signOf.get(hash)
    if (sign !== undefined) signs[sign] = (signs[sign] ?? 0) + 1
    if (sign === 'question' && line === 0) asksInTitle = 1
    if (BULLETS.has(hash)) bullets += 1
  }
  let capitals = 0
  let exclamations = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 65 && code <= 90) capitals++
    else if (code === 33) exclamations++
  }
  const spoken = persons.singular + persons.plural + persons.second + 1
  const length = words.length + 5
  const questions = signs.question ?? 0
  return [
    persons.singular / spoken,
    persons.plural / spoken,
    persons.second / spoken,
    persons.singular / length,
    persons.plural / length,
    persons.second / length,
    Math.log(words.length + 1),
    Math.log(titleWords + 1),
    questions,
    (100 * questions) / (words.length + 10),
    asksInTitle,
    exclamations,
    signs.pipe ?? 0,
    signs.link ?? 0,
    signs.mail ?? 0,
    signs.money ?? 0,
    signs.phone ?? 0,
    tokens.at(-1)?.line ?? 0,
    bullets,
    capitals / (text.length + 1),
  ]
}
