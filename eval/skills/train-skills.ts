import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { readLinkModel } from '../../server/skills/link-model'
import { readWordTable } from '../../server/vectors/word-table'
import { readBuffer } from '../read-buffer'
import { UnreadableFile } from '../read-rows'
import { measureSkills, type SkillFigures } from './evaluate-skills'
import { fitLinks, packLinks } from './fit-links'
import { readLabelledSentences } from './labelled-sentences'
import { buildSkillNames, readSkillNames } from './skill-names'

const MODELS = new URL('../../public/models/', import.meta.url)
const CARD = new URL('../../server/skills/model/', import.meta.url)

/** Trains on a file of labelled sentences and the folder of ESCO's lists; writes weights and card. */
export function trainSkills(path: string, folder: string | undefined): void {
  if (folder === undefined) throw new UnreadableFile("Name the folder of ESCO's lists too.")
  const table = readWordTable(readBuffer(new URL('words.bin', MODELS)))
  const names = buildSkillNames(readSkillNames(folder), table)
  const rows = readLabelledSentences(path)
  const fitted = { names, ...fitLinks(rows, names, table, new Map()) }
  const digest = createHash('sha256')
    .update(packLinks({ version: '', ...fitted }))
    .digest('hex')
    .slice(0, 6)
  const file = packLinks({ version: `skill-links-${new Date().toISOString().slice(0, 10)}-${digest}`, ...fitted })
  const model = readLinkModel(file.buffer)
  const figures = measureSkills(rows, model, table)
  process.stderr.write(`${JSON.stringify(figures)}\n`)
  writeFileSync(new URL('skill-links.bin', MODELS), file)
  writeFileSync(new URL('skill-links.card.md', CARD), cardOf(model.version, figures, file.byteLength, names.labelOfName))
}

function cardOf(version: string, figures: SkillFigures, bytes: number, labelOfName: Uint16Array): string {
  const namesOfLabel = Map.groupBy(labelOfName, (label) => label)
  const withOtherNames = [...namesOfLabel.values()].filter((names) => names.length > 1).length
  const subsets = Object.entries(figures.bySubset).map(
    ([subset, { n, rp5, baselineRp5 }]) => `| ${subset} | ${n} | ${rp5} | ${baselineRp5} |`,
  )
  return `# Model card: ${version}

Links sentences of adverts and résumés to skills of ESCO. Written by \`npm run train -- skills <file> <folder>\`; the weights lie in
\`public/models/skill-links.bin\` (${(bytes / 1e6).toFixed(1)} MB) and use the word vectors of \`words.bin\`.

**Form.** Logistic regression over 17 numbers about each candidate: how much of the skill's name the sentence covers, by equal stems (BM25) and by the nearest word
vectors at three powers; how much of a phrase that training gave the skill; how often training gave it; lengths. Every skill whose name comes near, and every
skill that training gave, is a candidate. The file holds ${labelOfName.length} names and hashed phrases; no sentence can be read back.

**Data.** ${figures.n + figures.withoutLabels} sentences, ${figures.n} of them with labels (Skill-Extraction-benchmark over SkillSpan and Techwolf, development half), labels of ESCO 1.1.0, further names of ESCO's transversal, language
and digital skills (European Commission). None of the sentences is in this repo.

**Figures.** RP@5 over five held-out parts (stretches of the file, because neighbours come from one advert; weights, phrases and counts of the other four): **${figures.rp5}**.
In the same run BM25 over the labels ${figures.baselineRp5}, cosine of word vectors ${figures.cosineRp5}.

| subset | sentences | RP@5 | BM25 |
|---|---|---|---|
${subsets.join('\n')}

## Known weaknesses

- ESCO's other names are at hand for ${withOtherNames} skills only; all others are known by their label alone.
- It does not say "no skill here": a sentence of small talk gets skills with low scores. Show from 0.3 on.
- Skills that training gave often (team work, communication, software tests) are preferred where the words leave doubt.
- The order of words is not looked at, nor is "no … needed".
- English only.
`
}
