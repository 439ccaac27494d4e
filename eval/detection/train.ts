import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { Verdict } from '../../contract/leads'
import { unpackDetector } from '../../server/leads/detector'
import { fitDetector, fitTemperature, ownTrainingPosts, type TrainingPost, trainingPosts } from './detector'
import { type Figures, measure } from './figures'
import { assignFolds } from './folds'
import { type Band, bandsOf, calibrationError, figuresOf, heldOutScores } from './held-out'
import { packDetector } from './pack'
import { readPosts } from './posts'

const MODEL = new URL('../../server/leads/model/', import.meta.url)
/** Read by the Worker when a post first comes (`openDetector`). */
const WEIGHTS = new URL('../../public/models/', import.meta.url)
const OWN_TRAIN = new URL('own-train.jsonl', import.meta.url).pathname
const OWN_POSTS = new URL('own-posts.jsonl', import.meta.url).pathname
const FOLDS = 5
export const FOLD_SEED = 7

/**
 * Trains on a file of labelled posts and our own ones, and writes weights and model card. First five held-out folds give the card's
 * figures and the temperature; then everything is trained on. Same file, same weights.
 */
export async function trainDetection(path: string): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const posts = readPosts(path)
  const real = trainingPosts(posts)
  const written = readPosts(OWN_TRAIN)
  const own = ownTrainingPosts(written)
  say(`${real.length} posts, and ${own.length} of our own`)
  const folds = assignFolds(
    posts.map((post) => post.text),
    FOLDS,
    FOLD_SEED,
  )
  const scores = heldOutScores(real, folds, own, say)
  const temperature = fitTemperature(scores, posts)
  const unnamed = packDetector(fitDetector(real, own), { version: '', temperature })
  const version = `detector-${new Date().toISOString().slice(0, 10)}-${digestOf(JSON.stringify(unnamed))}`
  const packed = { ...unnamed, version }
  writeFileSync(new URL('detector.json', WEIGHTS), `${JSON.stringify(packed)}\n`)

  const shipped = unpackDetector(packed)
  const ownFigures = measure(judge(trainingPosts(readPosts(OWN_POSTS)), shipped.judge))
  const card = cardOf({
    version,
    temperature,
    figures: figuresOf(posts, scores),
    bands: bandsOf(posts, scores, temperature),
    calibrationError: calibrationError(posts, scores, temperature),
    ownFigures,
    counts: { real: real.length, written: written.length, composed: own.length - written.length },
  })
  writeFileSync(new URL('detector.card.md', MODEL), card)
  say(`wrote ${version}`)
}

/** Short name of the weights themselves: other data, own posts or settings give another. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6)
}

function judge(posts: TrainingPost[], ratiosOf: (features: TrainingPost['features']) => number[]) {
  return posts.map(({ label, features }) => {
    const ratios = ratiosOf(features)
    return { source: 'own', label, verdict: Verdict.options[ratios.indexOf(Math.max(...ratios))] ?? ('chatter' as const) }
  })
}

interface CardFacts {
  version: string
  temperature: number
  figures: Figures
  bands: Record<'published' | 'queued' | 'unseen', Band>
  calibrationError: number
  ownFigures: Figures
  counts: { real: number; written: number; composed: number }
}

function cardOf({ version, temperature, figures, bands, calibrationError, ownFigures, counts }: CardFacts): string {
  const f1 = (of: Figures) => Verdict.options.map((verdict) => `${verdict} ${of.f1[verdict]}`).join(', ')
  return `# Model card: ${version}

Judges whether a post offers a job, looks for one, merely talks, or tries to cheat. Written by \`npm run train -- detection <file>\`; how it was
chosen is told in docs/decisions/004-detection-model.md.

**Form.** Logistic regression over hashed words, word pairs, the first line, runs of four characters and shape (signed bytes), mixed with
boosted trees over how the post speaks (server/leads/discourse.ts); temperature ${temperature}.

**Data.** ${counts.real.toLocaleString('en')} labelled English posts: Hacker News hiring threads (2026), Reddit (2013 and 2023), fraudulent adverts of EMSCAD (2012 to 2014)
and a few board listings. Beside them ${counts.written} posts written by us and ${counts.composed.toLocaleString('en')} composed of our own phrases, which count less. None of the texts is in this repo but our own;
the weights hold hashes, no words.

## Figures over held-out posts (5 folds, near-copies together, own posts always in training)

| | |
|---|---|
| accuracy, macro-F1 | ${figures.accuracy}, ${figures.macroF1} |
| F1 | ${f1(figures)} |
| offer: precision, recall | ${figures.offer.precision}, ${figures.offer.recall} |
| Reddit slice (${figures.reddit.n} posts) | offer ${figures.reddit.offerF1}, seeking ${figures.reddit.seekingF1} |
| calibration error (10 bins) | ${calibrationError} |

| band | posts | of them offers | of all offers |
|---|---|---|---|
| published (offer, from 0.9) | ${row(bands.published)} |
| queued (offer or scam, from 0.5) | ${row(bands.queued)} |
| unseen (the rest) | ${row(bands.unseen)} |

Short Page posts of our own (${ownFigures.n}, eval/detection/own-posts.jsonl, in no training): accuracy ${ownFigures.accuracy}, macro-F1 ${ownFigures.macroF1}; ${f1(ownFigures)}.

## Known weaknesses

- No Facebook text was to be had. The own posts are the only measure of that style, they are few, and the author of the model wrote them.
- The frauds are long adverts of 2012 to 2014 against offers of other places: part of what tells them apart is the style of the place.
  Many of them are ordinary adverts of which only the sender was false; no reading of the text finds these. A scam verdict is a reason to look, not a proof.
- Labels are the authors' own tags. Some are wrong: replies and questions in a hiring thread count as offers, tags were swapped.
- English only. Another language is mostly unknown words: the confidence is then held at 0.6 or less, so that nothing of it is published unseen.
  A language close to English in spelling may slip past that guard.
- Words of 2012 to 2014 and of software work are over-represented; trades and care come mostly from our own posts.
`
}

function row(band: Band): string {
  return `${band.posts} | ${band.precision} | ${band.recall}`
}
