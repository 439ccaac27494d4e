import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { z } from 'zod'
import { packTableFile } from '../../server/vectors/table-file'
import { embedText, readWordTable } from '../../server/vectors/word-table'

/**
 * Writes `public/models/titles.bin`: the occupations of ESCO and a direction for each of their names.
 *
 * Usage: `npx tsx eval/titles/build-titles.ts <folder with ESCO> public/models/words.bin public/models/titles.bin`
 */
export function buildTitles(taxonomyPath: string, wordsPath: string, outputPath: string): void {
  const wordBytes = readFileSync(wordsPath)
  const words = readWordTable(wordBytes.buffer.slice(wordBytes.byteOffset, wordBytes.byteOffset + wordBytes.byteLength))
  const occupations = readOccupations(taxonomyPath)
  const names = occupations.flatMap(({ label, others }, occupation) => [label, ...others].map((name) => ({ occupation, name })))
  const rows = new Int8Array(names.length * words.dimensions)
  for (const [at, { name }] of names.entries()) rows.set(embedText(words, name).values, at * words.dimensions)
  writeFileSync(
    outputPath,
    packTableFile(
      { version: 'titles-0' },
      {
        occupations: occupations.map(({ uuid, label }) => uuid + label).join('\n'),
        occupationOfName: Uint16Array.from(names, ({ occupation }) => occupation),
        names: rows,
      },
    ),
  )
}

const Row = z.object({ ORIGINURI: z.string(), PREFERREDLABEL: z.string(), ALTLABELS: z.string(), DESCRIPTION: z.string() })

export interface Occupation {
  uuid: string
  label: string
  others: string[]
  description: string
}

/** All occupations of ESCO, in the order of the file. */
export function readOccupations(folder: string): Occupation[] {
  const text = new TextDecoder().decode(gunzipSync(readFileSync(`${folder}/esco_occupations.csv.gz`)))
  const { data } = Papa.parse<unknown>(text, { header: true, skipEmptyLines: true })
  return z
    .array(Row)
    .parse(data)
    .map((row) => ({
      uuid: row.ORIGINURI.slice(row.ORIGINURI.lastIndexOf('/') + 1),
      label: row.PREFERREDLABEL.trim(),
      others: row.ALTLABELS.split('\n')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      description: row.DESCRIPTION,
    }))
}

const [taxonomyPath, wordsPath, outputPath] = process.argv.slice(2)
if (taxonomyPath !== undefined && wordsPath !== undefined && outputPath?.endsWith('.bin')) buildTitles(taxonomyPath, wordsPath, outputPath)
