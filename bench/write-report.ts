import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import type { Figure } from './figure'
import { isMet } from './figure'

const FILE = 'docs/benchmarks.md'
const BEGIN = (name: string) => `<!-- ${name}: written by npm run bench -->`
const END = (name: string) => `<!-- end of ${name} -->`

export interface Machine {
  processor: string
  cores: number
  memoryGb: number
  /** Programs that wanted a core when the run began, on average over a minute. Above the number of cores, figures are too low. */
  load: number
  node: string
  date: string
}

export function describeMachine(): Machine {
  return {
    processor: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 1e9),
    load: Math.round((os.loadavg()[0] ?? 0) * 10) / 10,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  }
}

/** Puts what was measured into docs/benchmarks.md, section by section. */
export function writeReport(results: { name: string; about: string; figures: Figure[]; failure?: string }[], machine: Machine): void {
  let text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD
  for (const result of results) {
    const section = `${BEGIN(result.name)}\n\n${sectionOf(result, machine)}\n\n${END(result.name)}`
    const [from, to] = [text.indexOf(BEGIN(result.name)), text.indexOf(END(result.name))]
    text =
      from === -1 || to === -1
        ? `${text.trimEnd()}\n\n${section}\n`
        : text.slice(0, from) + section + text.slice(to + END(result.name).length)
  }
  writeFileSync(FILE, text)
}

function sectionOf({ name, about, figures, failure }: Parameters<typeof writeReport>[0][number], machine: Machine): string {
  const { date, processor, cores, load, node } = machine
  const head = `## ${name}\n\n${about}\n\n\`npm run bench -- ${name}\` on ${date}; ${cores} cores (${processor}), Node ${node}, load ${load} when it began.`
  if (failure) return `${head}\n\n**It did not run to its end:** ${failure.split('\n')[0]}`
  const rows = figures.map((figure) => {
    const met = isMet(figure)
    return `| ${figure.name} | ${figure.value} ${figure.unit} | ${budgetOf(figure)} | ${met === null ? '' : met ? 'yes' : '**no**'} | ${figure.note ?? ''} |`
  })
  return [head, '', '| what | measured | budget | met | note |', '|---|---|---|---|---|', ...rows].join('\n')
}

function budgetOf({ budget, unit }: Figure): string {
  if (!budget) return ''
  return `${'atMost' in budget ? `≤ ${budget.atMost}` : `≥ ${budget.atLeast}`} ${unit}`.trim()
}

const HEAD = `# Benchmarks

Budgets are those of the design; \`npm run bench\` measures what can be measured so far, \`npm run bench -- <name>\` one of them, and \`--write\` writes the figures below.
Everything runs on one machine: server, database, rooms and whoever asks share its cores, so figures are what remains for each.
Where "bare ping" stands, it is a Worker without any work, served in the same way in the same run: compare ratios rather than figures between machines.
`
