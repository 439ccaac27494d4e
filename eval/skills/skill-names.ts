import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { z } from 'zod'
import { lengthsOf, type SkillNames } from '../../server/skills/link-model'
import { linkWords, stemOf } from '../../server/skills/link-words'
import { toVector } from '../../server/vectors/vector'
import type { WordTable } from '../../server/vectors/word-table'

const WITH_OTHER_NAMES = [
  'esco_transversalSkillsCollection_en.csv.gz',
  'esco_languageSkillsCollection_en.csv.gz',
  'esco_ictSkillsCollection_en.csv.gz',
]
const Row = z.object({ preferredLabel: z.string(), altLabels: z.string().default('') })

/** Names of ESCO's skills from the folder of its lists: each label, and further names of transversal, language and digital skills. */
export function readSkillNames(folder: string): { label: string; names: string[] }[] {
  const labels = readFileSync(`${folder}/esco_skills_en_labels_v1.1.0.txt`, 'utf8')
    .split('\n')
    .map((line) => line.trim())
  const others = new Map<string, string[]>()
  for (const file of WITH_OTHER_NAMES) {
    const text = new TextDecoder().decode(gunzipSync(readFileSync(`${folder}/${file}`)))
    const { data } = Papa.parse<unknown>(text, { header: true, skipEmptyLines: true })
    for (const { preferredLabel, altLabels } of z.array(Row).parse(data))
      others.set(
        preferredLabel.trim(),
        altLabels
          .split(' | ')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      )
  }
  return [...new Set(labels)]
    .filter((label) => label !== '')
    .map((label) => ({ label, names: [label.replace(/\s*\([^)]*\)/g, ''), ...(others.get(label) ?? [])] }))
}

export function buildSkillNames(skills: { label: string; names: string[] }[], table: WordTable): SkillNames {
  const written = skills.flatMap(({ names }, label) => names.map((name) => ({ label, name })))
  const keys = new Map<string, Map<string, number>>()
  const stemsOf = written.map(({ name }) => {
    const words = linkWords(name)
    // A name of grammar alone (`use it`) keeps all its words.
    const own =
      words.length > 0
        ? words
        : name
            .toLowerCase()
            .split(/\s+/)
            .map((key) => ({ key, stem: stemOf(key) }))
    for (const { key, stem } of own) {
      const seen = keys.get(stem) ?? new Map<string, number>()
      seen.set(key, (seen.get(key) ?? 0) + 1)
      keys.set(stem, seen)
    }
    return [...new Set(own.map(({ stem }) => stem))]
  })
  const stems = [...keys.keys()].toSorted()
  const vocabulary = new Map(stems.map((stem, at) => [stem, at]))
  const counts = new Float64Array(stems.length)
  for (const own of stemsOf) for (const stem of own) counts[vocabulary.get(stem) ?? 0] = (counts[vocabulary.get(stem) ?? 0] ?? 0) + 1
  const nameStarts = new Uint32Array(written.length + 1)
  stemsOf.forEach((own, at) => {
    nameStarts[at + 1] = (nameStarts[at] ?? 0) + own.length
  })
  const vectors = new Int8Array(stems.length * table.dimensions)
  for (const [at, stem] of stems.entries()) vectors.set(directionOf(keys.get(stem) ?? new Map(), table), at * table.dimensions)
  return {
    labels: skills.map(({ label }) => label),
    labelOfName: Uint16Array.from(written, ({ label }) => label),
    nameStarts,
    wordsOfNames: Uint16Array.from(stemsOf.flatMap((own) => own.map((stem) => vocabulary.get(stem) ?? 0))),
    vocabulary,
    rarity: Float32Array.from(counts, (count) => Math.log(1 + written.length / count)),
    vectors,
    vectorLengths: lengthsOf(vectors, table.dimensions),
    dimensions: table.dimensions,
  }
}

/** The mean direction of the words behind a stem, by how often names have each. */
function directionOf(keys: Map<string, number>, table: WordTable): Int8Array {
  const sum = new Float64Array(table.dimensions)
  for (const [key, times] of keys) {
    const row = table.rowOf.get(key)
    if (row === undefined) continue
    const own = table.words.subarray(row * table.dimensions, (row + 1) * table.dimensions)
    const length = Math.sqrt(own.reduce((square, value) => square + value * value, 0)) || 1
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (times * (own[i] ?? 0)) / length
  }
  return toVector('', sum).values
}
