import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { parseRows, UnreadableFile } from '../read-rows'

const LabelledTitle = z.object({ text: z.string(), esco_uri: z.string(), esco_label: z.string() })
export type LabelledTitle = z.infer<typeof LabelledTitle>

/** Titles with the occupation that their board gave them, one JSON object a line, gzipped or not. */
export function readLabelledTitles(path: string): LabelledTitle[] {
  if (!existsSync(path)) throw new UnreadableFile(`There is no file ${path}.`)
  const bytes = readFileSync(path)
  return parseRows(path, new TextDecoder().decode(path.endsWith('.gz') ? gunzipSync(bytes) : bytes), LabelledTitle)
}
