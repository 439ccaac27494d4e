import { readFileSync, writeFileSync } from 'node:fs'
import { foldName } from '../../server/skills/read-words'

/**
 * Writes `server/skills/model/skills.json` from the list of this folder, each way to write a skill already folded.
 *
 * Usage: `npx tsx eval/extraction/build-taxonomy.ts eval/extraction/skills-curated.txt server/skills/model/skills.json`
 */
export function buildTaxonomy(curatedPath: string, outputPath: string): void {
  const lines = readFileSync(curatedPath, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('# '))
  const attribution =
    'Own list; names of common business software follow O*NET 29.2 Technology Skills (O*NET Resource Center, U.S. Department of Labor, CC BY 4.0).'
  writeFileSync(
    outputPath,
    `${JSON.stringify({ attribution, format: 'name|mark and folded way|…; a name that starts with ~ is a practice; marks are told in the list', skills: lines.map(foldLine).join('\n') })}\n`,
  )
}

/** A later mark speaks for the name itself too: `Go|?^Go`. */
function foldLine(line: string): string {
  const [name = '', ...others] = line.split('|')
  const ways = new Map<string, string>()
  for (const way of [name.replace(/^~/, ''), ...others]) {
    const mark = /^(\?\^|[?^@])?/.exec(way)?.[0] ?? ''
    ways.set(foldName(way.slice(mark.length)), mark)
  }
  return [name, ...[...ways].map(([key, mark]) => `${mark}${key}`)].join('|')
}

const [curatedPath, outputPath] = process.argv.slice(2)
if (curatedPath !== undefined && outputPath?.endsWith('.json')) buildTaxonomy(curatedPath, outputPath)
