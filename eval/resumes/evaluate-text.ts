import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, unzipSync } from 'fflate'
import { z } from 'zod'
import { AppError } from '../../server/core/errors'
import { extractText } from '../../server/resumes/extract-text'
import { parseRows, UnreadableFile } from '../read-rows'

const Row = z.object({ id: z.string(), text: z.string() })
const GRAM = 5
const WORST_SHOWN = 8

export interface TextFigures extends Record<string, unknown> {
  n: number
  unreadable: number
  gramF1: number
  gramF1Min: number
  pagesPerSecond: number
}

/**
 * Compares the text read from each PDF of a ZIP with the text that another reader found (`../livecareer_category/<name>.jsonl.gz`, by id):
 * F1 of runs of five characters with white space removed, since white space differs from reader to reader.
 */
export async function evaluateResumeText(zipPath: string): Promise<TextFigures> {
  if (!existsSync(zipPath)) throw new UnreadableFile(`There is no file ${zipPath}.`)
  const textsPath = path.join(path.dirname(zipPath), '../livecareer_category', `${path.basename(zipPath, '.zip')}.jsonl.gz`)
  if (!existsSync(textsPath)) throw new UnreadableFile(`There is no file ${textsPath}, which holds the texts to compare with.`)
  const expected = new Map(
    parseRows(textsPath, new TextDecoder().decode(gunzipSync(readFileSync(textsPath))), Row).map(({ id, text }) => [id, text]),
  )
  const files = Object.entries(unzipSync(readFileSync(zipPath))).filter(([name, bytes]) => name.endsWith('.pdf') && bytes.length > 0)
  const scores: { id: string; f1: number }[] = []
  let unreadable = 0
  let pages = 0
  const startedAt = performance.now()
  for (const [name, bytes] of files) {
    const id = path.basename(name, '.pdf')
    const text = expected.get(id)
    if (text === undefined) throw new UnreadableFile(`${name} has no text to compare with in ${textsPath}.`)
    try {
      const read = await extractText(bytes.slice())
      pages += read.pages ?? 0
      scores.push({ id, f1: gramF1(read.text, text) })
      if (read.warnings.length > 0) process.stderr.write(`${id}: ${read.warnings.join(', ')}\n`)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      unreadable += 1
      process.stderr.write(`${id}: ${error.reason}\n`)
    }
  }
  const seconds = (performance.now() - startedAt) / 1_000
  const worst = scores.toSorted((a, b) => a.f1 - b.f1)
  for (const { id, f1 } of worst.slice(0, WORST_SHOWN)) process.stderr.write(`${id}: ${f1.toFixed(5)}\n`)
  return {
    n: files.length,
    unreadable,
    gramF1: round(scores.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(scores.length, 1)),
    gramF1Min: round(worst[0]?.f1 ?? 0),
    pagesPerSecond: Math.round(pages / seconds),
  }
}

/** F1 of the runs of five characters that two texts share, each counted as often as it stands there. */
export function gramF1(a: string, b: string): number {
  const [gramsA, gramsB] = [gramsOf(a), gramsOf(b)]
  let shared = 0
  for (const [gram, count] of gramsA.counts) shared += Math.min(count, gramsB.counts.get(gram) ?? 0)
  return gramsA.total + gramsB.total === 0 ? 1 : (2 * shared) / (gramsA.total + gramsB.total)
}

function gramsOf(text: string): { counts: Map<string, number>; total: number } {
  const letters = text.replace(/\s+/g, '')
  const counts = new Map<string, number>()
  for (let at = 0; at + GRAM <= letters.length; at++) {
    const gram = letters.slice(at, at + GRAM)
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return { counts, total: Math.max(letters.length - GRAM + 1, 0) }
}

const round = (value: number) => Math.round(value * 100_000) / 100_000
