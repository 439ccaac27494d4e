import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { METRICS } from '../../server/entry/metrics-text'

const read = (file: string) => readFileSync(path.join(process.cwd(), file), 'utf8')
const namesIn = (text: string) => [...new Set(text.match(/numerojobs_[a-z_]+/g) ?? [])].sort()

const families = new Map<string, string>(METRICS.map(({ name, type }) => [name, type]))
/** The names of one family in the text that Prometheus scrapes. */
const scraped = new Set(
  METRICS.flatMap(({ name, type }) => (type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name])),
)

test.each(['ops/grafana-dashboard.json', 'ops/alerts.yml'])('every series that %s asks for is one that is scraped', (file) => {
  const names = namesIn(read(file))
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !scraped.has(name))).toEqual([])
})

test('every counter that the code counts has a family, and every counter and histogram of a family is counted', () => {
  const sources = globSync('server/**/*.ts', { exclude: (file) => file.endsWith('.test.ts') })
  const counted = new Set(
    sources.flatMap((file) =>
      [...read(file).matchAll(/(?:count\(|series: |\b)[`']?(numerojobs_[a-z0-9_]+)(?=\{)/g)].flatMap((match) => match[1] ?? []),
    ),
  )
  const familyOf = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '')
  expect([...counted].filter((name) => !families.has(familyOf(name)))).toEqual([])
  const countedFamilies = new Set([...counted].map(familyOf))
  const neverCounted = METRICS.filter(({ name, type }) => type !== 'gauge' && !countedFamilies.has(name))
  expect(neverCounted.map(({ name }) => name)).toEqual([])
})

test('each alert leads to its own section of the runbook, and each section of an alert to an alert', () => {
  const alerts = [...read('ops/alerts.yml').matchAll(/- alert: (\w+)/g)].flatMap((match) => match[1] ?? [])
  const links = [...read('ops/alerts.yml').matchAll(/runbook: docs\/runbook\.md#(\S+)/g)].flatMap((match) => match[1] ?? [])
  expect(links).toEqual(alerts.map((name) => name.toLowerCase()))
  const sections = [...read('docs/runbook.md').matchAll(/^### (\w+)$/gm)].flatMap((match) => match[1] ?? [])
  expect(sections).toEqual(alerts)
})

test('the dashboard is JSON, and its panels neither overlap nor stick out', () => {
  const dashboard: { panels: { title: string; gridPos: { x: number; y: number; w: number; h: number } }[] } = JSON.parse(
    read('ops/grafana-dashboard.json'),
  )
  const overlaps = dashboard.panels.flatMap((a, index) =>
    dashboard.panels.slice(index + 1).flatMap((b) => {
      const isApart =
        a.gridPos.x + a.gridPos.w <= b.gridPos.x ||
        b.gridPos.x + b.gridPos.w <= a.gridPos.x ||
        a.gridPos.y + a.gridPos.h <= b.gridPos.y ||
        b.gridPos.y + b.gridPos.h <= a.gridPos.y
      return isApart ? [] : [`${a.title} / ${b.title}`]
    }),
  )
  expect(overlaps).toEqual([])
  for (const { gridPos } of dashboard.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
})
