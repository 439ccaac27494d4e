import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Writes `server/skills/model/skills.json` from the list of this folder.
 *
 * Usage: `npx tsx eval/extraction/build-taxonomy.ts eval/extraction/skills-curated.txt server/skills/model/skills.json`
 */
export function buildTaxonomy(curatedPath: string, outputPath: string): void {
  const lines = readFileSync(curatedPath, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('# '))
  writeFileSync(outputPath, `${JSON.stringify({ attribution: 'Own list.', skills: lines.join('\n') })}\n`)
}

const [curatedPath, outputPath] = process.argv.slice(2)
if (curatedPath !== undefined && outputPath?.endsWith('.json')) buildTaxonomy(curatedPath, outputPath)
