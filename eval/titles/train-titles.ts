import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { foldTitle } from '../../server/titles/title-features'
import { readTitleModel, scoreOccupations, type TitleModel } from '../../server/titles/title-model'
import { hashOf } from '../../server/vectors/hash-of'
import { UnreadableFile } from '../read-rows'
import { measureTitles, type TitleFigures } from './evaluate-titles'
import { fitTitles, packTitles } from './fit-titles'
import { type LabelledTitle, readLabelledTitles } from './labelled-titles'
import { readOccupations } from './occupations'

const MODELS = new URL('../../public/models/', import.meta.url)
const CARD = new URL('../../server/titles/model/', import.meta.url)

/** Trains on a file of labelled titles and the list of ESCO's occupations; writes weights and card. */
export function trainTitles(path: string, occupationsPath: string | undefined): void {
  if (occupationsPath === undefined) throw new UnreadableFile('Name the list of occupations too: esco_occupations.csv.gz.')
  const rows = readLabelledTitles(path)
  const fitted = fitTitles(rows, readOccupations(occupationsPath))
  const digest = createHash('sha256')
    .update(packTitles({ version: '', ...fitted }))
    .digest('hex')
    .slice(0, 6)
  const file = packTitles({ version: `titles-${new Date().toISOString().slice(0, 10)}-${digest}`, ...fitted })
  const model = readTitleModel(file.buffer)
  const figures = measureTitles(rows, model)
  process.stderr.write(`${JSON.stringify(figures)}\n`)
  mkdirSync(CARD, { recursive: true })
  writeFileSync(new URL('titles.bin', MODELS), file)
  writeFileSync(new URL('titles.card.md', CARD), cardOf(model, rows, figures, file.byteLength))
}

/** How often the first guess is right, by how sure it was; judged without the title's own fifth. */
function bandsOf(model: TitleModel, rows: LabelledTitle[], folds: number): string {
  const bands = [0, 0.1, 0.2, 0.3, 0.5, 0.7].map((from) => ({ from, n: 0, right: 0 }))
  for (const { text, esco_uri } of rows) {
    const fold = hashOf(foldTitle(text)) % folds
    const scores = scoreOccupations(model, text, (hash) => hash % folds === fold)
    if (!scores) continue
    const best = scores.indexOf(Math.max(...scores))
    const band = bands.findLast(({ from }) => (scores[best] ?? 0) >= from)
    if (!band) continue
    band.n += 1
    band.right += model.occupations[best]?.escoUri === esco_uri ? 1 : 0
  }
  return bands.map(({ from, n, right }) => `| ${from} and more | ${n} | ${n === 0 ? '' : (right / n).toFixed(2)} |`).join('\n')
}

function cardOf(model: TitleModel, rows: LabelledTitle[], figures: TitleFigures, bytes: number): string {
  const { bm25, cosine, folds } = figures
  return `# Model card: ${model.version}

Says which occupation of ESCO a job's title names. Written by \`npm run train -- titles <file> <esco_occupations.csv.gz>\`; the weights lie in
\`public/models/titles.bin\` (${(bytes / 1e6).toFixed(1)} MB).

**Form.** Nearest neighbours: the 200 titles of training that are most like a title vote, each with the third power of its likeness; the best name of each
occupation in ESCO adds a tenth of its likeness to the third power. Likeness is the cosine of words and pairs, and of runs of three and four letters, both by
TF-IDF, half each. The file holds ${model.rowOf.size} hashed features and which of ${model.occupationOf.length} titles has them, in bytes; no title can be read back.

**Data.** ${rows.length} titles of a Malaysian job board with the occupation that the board gave them (JobBERT evaluation set, development half), ${model.occupations.length} occupations
with ${model.occupationOf.length - rows.length} names (ESCO 1.1, European Commission). O*NET's alternate titles carry codes of another system and were left out.

**Figures.** Each title judged without the fifth of the training titles that it belongs to (titles alike but for case and signs share theirs; ${folds} parts; rarities of
features were counted over all parts, labels of the hidden part were never seen), among ${figures.labels} labels:

| | MRR | R@5 | R@10 |
|---|---|---|---|
| this model | ${figures.mrr} | ${figures.r5} | ${figures.r10} |
| BM25 over the labels | ${bm25.mrr} | ${bm25.r5} | ${bm25.r10} |
| cosine of word vectors | ${cosine.mrr} | ${cosine.r5} | ${cosine.r10} |

Numbers of neighbours, powers and shares were chosen on one of the parts.

How sure, how often right (first guess):

| score | titles | right |
|---|---|---|
${bandsOf(model, rows, folds ?? 5)}

## Known weaknesses

- The board's labels are often odd ("Network Engineer" is a software developer there, "Talent Executive" marketing); the model learns that too. A low score means that the board was not of one mind.
- One board, one country: its words for levels ("Executive" is a clerk) pull titles of other countries. Occupations that it never had are found by their ESCO names only.
- English with some Malay. Titles in other languages are found by likeness of letters at best.
- It sorts jobs. It never ranks people.
`
}
