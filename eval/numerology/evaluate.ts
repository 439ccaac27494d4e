import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Method, type NumberReading, rootOf } from '../../server/numerology/core/numbers'
import { readingOfPerson } from '../../server/numerology/core/reading'
import { parseRows, UnreadableFile } from '../read-rows'

/** Figures under the name of their number and its rules: `soul_urge|sum_whole_name|y=never|master=none`. */
const Oracle = z.record(z.string(), z.int())
const Row = z.union([
  z.object({ birthdate: z.string(), first: z.string(), middle: z.string(), last: z.string(), oracle: Oracle }),
  z.looseObject({ birthdate: z.string(), published_life_path: z.int() }),
])

const KINDS = { life_path: 'lifePath', expression: 'expression', soul_urge: 'soulUrge', personality: 'personality' } as const
const LIFE_PATHS = { reduce_each_part: 'parts', sum_all_digits: 'digits', sum_whole_numbers: 'whole' } as const
const NAMES = { reduce_each_name: 'each-name', sum_whole_name: 'whole-name' } as const
const MASTERS = { none: 'none', '11_22': '11-22', '11_22_33': '11-22-33' } as const
const YS = { never: 'consonant', always: 'vowel', contextual: 'by-neighbours' } as const

/**
 * Compares the engine with figures that others worked out, each under the rules it names.
 * `zeros` are figures of 0, where the engine says "not defined"; `published` counts life paths in other people's tests that some method gives.
 *
 * @throws UnreadableFile the file is missing, or neither a JSON array nor one object a line
 */
export async function evaluateNumerology(path: string): Promise<Record<string, unknown>> {
  const counts: Record<string, { agree: number; differ: number }> = {}
  const differences: string[] = []
  let zeros = 0
  const count = (kind: string, expected: number, got: number | null, where: string) => {
    counts[kind] ??= { agree: 0, differ: 0 }
    if (expected === 0 && got === null) zeros += 1
    else if (expected === got) counts[kind].agree += 1
    else {
      counts[kind].differ += 1
      differences.push(`${where}: ${expected}, here ${got ?? 'not defined'}`)
    }
  }
  for (const row of readFigures(path)) {
    if ('oracle' in row) {
      const birthName = [row.first, row.middle, row.last].filter(Boolean).join(' ')
      for (const [key, expected] of Object.entries(row.oracle as z.infer<typeof Oracle>)) {
        const asked = methodOf(key)
        if (asked) count(asked.kind, expected, numberUnder(asked, row.birthdate, birthName).value, `${row.birthdate} ${key}`)
      }
      continue
    }
    const published = z.int().parse(row.published_life_path)
    const given = new Set<number>()
    for (const [key, expected] of Object.entries(row)) {
      const asked = methodOf(`life_path|${key}`)
      if (!asked || typeof expected !== 'number') continue
      const { value } = numberUnder(asked, row.birthdate, null)
      if (value !== null) given.add(value)
      count('lifePath', expected, value, `${row.birthdate} ${key}`)
    }
    count(
      'published',
      published,
      given.has(published) ? published : null,
      `${row.birthdate} published ${published} (root ${rootOf(published)})`,
    )
  }
  const all = Object.values(counts)
  return {
    agree: all.reduce((sum, { agree }) => sum + agree, 0),
    differ: all.reduce((sum, { differ }) => sum + differ, 0),
    zeros,
    byNumber: counts,
    differences: differences.slice(0, 20),
  }
}

function readFigures(path: string): z.infer<typeof Row>[] {
  if (!existsSync(path)) throw new UnreadableFile(`There is no file ${path}.`)
  const text = readFileSync(path, 'utf8')
  if (!text.trimStart().startsWith('[')) return parseRows(path, text, Row)
  const rows = z.array(Row).safeParse(JSON.parse(text))
  if (!rows.success) throw new UnreadableFile(`${path}: ${rows.error.issues[0]?.path.join('.')}: ${rows.error.issues[0]?.message}`)
  return rows.data
}

interface Asked {
  kind: (typeof KINDS)[keyof typeof KINDS]
  method: Method
}

/** What a key of figures names; `null` when it names something else. */
function methodOf(key: string): Asked | null {
  const [kind = '', rule = '', ...flags] = key.split('|')
  const flag = Object.fromEntries(flags.map((pair) => pair.split('=')))
  const number = pick(KINDS, kind)
  const masters = pick(MASTERS, flag.master)
  if (!number || !masters) return null
  const lifePath = pick(LIFE_PATHS, rule) ?? 'parts'
  return { kind: number, method: { lifePath, masters, name: pick(NAMES, rule) ?? 'each-name', y: pick(YS, flag.y) ?? 'by-neighbours' } }
}

function pick<T>(from: Readonly<Record<string, T>>, key: string | undefined): T | undefined {
  return key === undefined ? undefined : from[key]
}

function numberUnder({ kind, method }: Asked, birthDate: string, birthName: string | null): NumberReading {
  return readingOfPerson({ birthDate, birthName }, method)[kind]
}
