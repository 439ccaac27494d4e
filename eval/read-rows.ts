import { existsSync, readFileSync } from 'node:fs'
import type { z } from 'zod'

/** A file that cannot be measured as it is: the message says which line and why. */
export class UnreadableFile extends Error {}

/**
 * Reads a file with one JSON object a line; empty lines and further columns are ignored.
 *
 * @throws UnreadableFile there is no such file, or a line is not of this shape
 */
export function readRows<T extends z.ZodType>(path: string, shape: T): z.output<T>[] {
  if (!existsSync(path)) throw new UnreadableFile(`There is no file ${path}.`)
  return parseRows(path, readFileSync(path, 'utf8'), shape)
}

/** As `readRows`, for what was unpacked from a file. */
export function parseRows<T extends z.ZodType>(path: string, text: string, shape: T): z.output<T>[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = shape.safeParse(parseLine(line, `${path}, line ${index + 1}`))
    if (parsed.success) return [parsed.data]
    const [issue] = parsed.error.issues
    throw new UnreadableFile(`${path}, line ${index + 1}: ${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'unreadable'}`)
  })
}

function parseLine(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new UnreadableFile(`${where}: this is not JSON.`, { cause })
  }
}
