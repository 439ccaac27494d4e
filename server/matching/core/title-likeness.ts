import { contentWords, stemOf } from './fold-words'

/**
 * How alike two job titles are, 0 to 1,000, from their words: levels (`Senior`) are left out, what follows `for`, `at` or a comma counts
 * less than what stands before, and of that the last word, which names the work, counts most. Words that mean the same work are one.
 */
export function titleLikeness(a: string, b: string): number {
  const left = titleWords(a)
  const right = titleWords(b)
  if (left.size === 0 || right.size === 0) return 0
  let shared = 0
  let all = 0
  for (const [stem, weight] of left) {
    shared += Math.min(weight, right.get(stem) ?? 0)
    all += weight
  }
  for (const weight of right.values()) all += weight
  return Math.floor((2_000 * shared + Math.floor(all / 2)) / all)
}

/** The words of a title with what each weighs. */
export function titleWords(title: string): Map<string, number> {
  const known = titles.get(title)
  if (known) return known
  const bare = title.replace(/\([^)]*\)/g, ' ')
  const cut = bare.search(/,| - | – | — |\||@|\s(?:for|at|of|in|with|fur|bei)\s/i)
  const name = namedWords(cut > 0 ? bare.slice(0, cut) : bare)
  const rest = cut > 0 ? namedWords(bare.slice(cut)) : []
  const weights = new Map<string, number>()
  const own = name.length > 0 ? name : rest
  for (const stem of rest) weights.set(stem, REST)
  own.forEach((stem, index) => {
    weights.set(stem, index === own.length - 1 ? HEAD : BEFORE)
  })
  if (titles.size >= TITLES_MAX) titles.clear()
  titles.set(title, weights)
  return weights
}

const HEAD = 5
const BEFORE = 4
const REST = 1
const TITLES_MAX = 4_000
const titles = new Map<string, Map<string, number>>()

function namedWords(text: string): string[] {
  const spelt = text
    .replace(/\bfront[\s-]end\b/gi, 'frontend')
    .replace(/\bback[\s-]end\b/gi, 'backend')
    .replace(/\bfull[\s-]stack\b/gi, 'fullstack')
  return contentWords(spelt).flatMap(({ stem }) => (LEVELS.has(stem) ? [] : [SAME_WORK.get(stem) ?? stem]))
}

const LEVELS = new Set(
  'intern internship trainee apprentice junior jr mid middle senior sr staff principal lead leading founding entry graduate grad chief head ii iii iv werkstudent azubi'
    .split(' ')
    .map(stemOf),
)

/** Words that name the same work, in titles only; a line each, the first stands for all. */
const SAME_WORK = new Map(
  `engineer engineering developer development programmer coder dev swe sde ingenieur entwickler
chef cook cuisinier koch
nurse nursing rn krankenpfleger
teacher educator tutor instructor lehrer lecturer
driver chauffeur courier
sales seller salesperson salesman vendor selling
cleaner cleaning housekeeper housekeeping janitor
accountant accounting bookkeeper bookkeeping
lawyer attorney solicitor counsel
receptionist reception frontdesk
carpenter carpentry joiner
waiter waitress waitstaff server
caregiver carer care
tester test qa quality
designer design ux ui
administrator admin administration administrative sysadmin
marketing marketer
recruiter recruiting recruitment talent
hr human
ml machine`
    .split('\n')
    .flatMap((line) => {
      const [first = '', ...others] = line.split(' ').map(stemOf)
      return others.map((stem) => [stem, first] as const)
    }),
)
