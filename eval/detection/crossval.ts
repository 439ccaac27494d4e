/**
 * `npx tsx eval/detection/crossval.ts <file> [--families]`: five folds (near-copies together) and leave-one-source-out of the shipped
 * method beside the floor's, in one run; with `--families` every method of families.ts over the five folds.
 * One JSON line for each figure on stdout, progress on stderr.
 */
import { ownTrainingPosts, type TrainingPost, trainingPosts } from './detector'
import { FAMILIES, type Family, FLOOR, SHIPPED } from './families'
import { measure, scoresOf } from './figures'
import { assignFolds } from './folds'
import { probabilitiesOf, verdictOf } from './linear'
import { readPosts } from './posts'

const [path, mode] = process.argv.slice(2)
if (path === undefined) {
  process.stderr.write('Usage: npx tsx eval/detection/crossval.ts <file> [--families]\n')
  process.exit(2)
}
const posts = readPosts(path)
const real = trainingPosts(posts)
const own = ownTrainingPosts(readPosts(new URL('own-train.jsonl', import.meta.url).pathname))
const folds = assignFolds(
  posts.map((post) => post.text),
  5,
  7,
)
const say = (figures: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(figures)}\n`)

if (mode === '--families') {
  for (const name of Object.keys(FAMILIES)) say({ folds: 5, method: name, ...measure(judgeHeldOut(name, folds)) })
} else {
  for (const name of [FLOOR, SHIPPED]) say({ folds: 5, method: name, ...measure(judgeHeldOut(name, folds)) })
  for (const source of heldOutSources()) {
    const parts = posts.map((post) => (groupOf(post.source) === source ? 0 : -1))
    for (const name of [FLOOR, SHIPPED]) {
      const judged = judgeHeldOut(name, parts)
      const labels = [...new Set(judged.map(({ label }) => label))]
      const right = judged.filter(({ label, verdict }) => label === verdict).length
      say({
        leftOut: source,
        method: name,
        n: judged.length,
        accuracy: Math.round((10_000 * right) / judged.length) / 10_000,
        byLabel: Object.fromEntries(labels.map((label) => [label, scoresOf(judged, label)])),
      })
    }
  }
}

/** Verdicts over the parts from 0 on, each by a model that saw no post of that part; what is in part -1 is only trained on. */
function judgeHeldOut(name: string, parts: number[]) {
  const family: Family | undefined = FAMILIES[name]
  if (!family) throw new Error(`No method is called ${name}.`)
  return [...new Set(parts)]
    .filter((part) => part >= 0)
    .flatMap((part) => {
      const startedAt = performance.now()
      const score = family(
        real.filter((_, index) => parts[index] !== part),
        own,
      )
      const judged = real.flatMap((post: TrainingPost, index) => {
        const source = posts[index]?.source
        return parts[index] === part && source !== undefined
          ? [{ source, label: post.label, verdict: verdictOf(probabilitiesOf(score(post))) }]
          : []
      })
      process.stderr.write(`${name}, part ${part}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`)
      return judged
    })
}

/** Each place with a style of its own; the discussion boards, two dozen small ones, are left out together. */
function heldOutSources(): string[] {
  return [...new Set(posts.map((post) => groupOf(post.source)))].sort()
}

function groupOf(source: string): string {
  const own = [
    'hn_who_is_hiring',
    'emscad_fraudulent',
    'aggregator_listing',
    'reddit_forhire',
    'reddit_jobbit',
    'reddit_other',
    'reddit_jobs_2023',
  ]
  return own.includes(source) ? source : 'reddit discussion boards'
}
