import { readFileSync, writeFileSync } from 'node:fs'
import { findSkillName } from '../../server/skills/find-skills'

/**
 * Writes `server/skills/model/families.json` from `families.txt` beside this file, each skill by its name in the taxonomy.
 *
 * Usage: `npx tsx eval/skills/build-families.ts eval/skills/families.txt server/skills/model/families.json`
 */
export function buildFamilies(familiesPath: string, outputPath: string): void {
  const named = (list: string) =>
    list
      .split(',')
      .map((name) => {
        const skill = findSkillName(name.trim())
        if (skill === null) throw new Error(`The taxonomy has no ${name.trim()}.`)
        return skill
      })
      .join('|')
  const lines = readFileSync(familiesPath, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, ratio, left = '', right] = /^(0\.\d+): ([^>]+)(?:> (.+))?$/.exec(line.trim()) ?? []
      return ratio === undefined ? [] : [`${ratio}|${named(left)}${right === undefined ? '' : `>${named(right)}`}`]
    })
  const format = 'share|skills that cover each other, or share|skills>skills that they cover'
  writeFileSync(outputPath, `${JSON.stringify({ format, families: lines.join('\n') })}\n`)
}

const [familiesPath, outputPath] = process.argv.slice(2)
if (familiesPath !== undefined && outputPath?.endsWith('.json')) buildFamilies(familiesPath, outputPath)
