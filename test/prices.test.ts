import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { OrganisationId } from '../contract/wire'
import { appRouter } from '../server/entry/app-router'

await Promise.all(Object.values(appRouter._def.lazy).map((area) => area.load()))

test('seekers never pay: whoever pays is an organisation, and no procedure of billing takes a person', () => {
  const procedures = Object.entries(appRouter._def.procedures).filter(([name]) => name.startsWith('billing.'))
  expect(procedures.length).toBeGreaterThan(8)
  for (const [name, procedure] of procedures) {
    const { inputs } = z.object({ inputs: z.array(z.unknown()) }).parse(Reflect.get(procedure, '_def'))
    if (name === 'billing.prices') {
      expect(inputs).toEqual([])
      continue
    }
    const [input] = inputs
    if (!(input instanceof z.ZodObject)) throw new Error(`${name} takes no object.`)
    expect.soft(input.shape.organisationId, name).toBe(OrganisationId)
    expect
      .soft(
        Object.keys(input.shape).filter((field) => /person|seeker|payer|applicant/i.test(field)),
        name,
      )
      .toEqual([])
    expect.soft(input.safeParse({ personId: `per_${'1'.repeat(32)}` }).success, name).toBe(false)
  }
})

test('seekers never pay: only pages of organisations lead to a price', () => {
  const mentions = listFiles('app')
    .filter((file) => /['"`/]pricing\b|\/billing\b/.test(readFileSync(file, 'utf8')))
    .map((file) => file.replaceAll('\\', '/'))
  const allowed = /^app\/(?:billing\/|organisations\/|routes\/(?:pricing|employers|organisations\.|settings\.organisations))/
  expect(mentions.filter((file) => !allowed.test(file))).toEqual([])
  expect(mentions).toContain('app/routes/settings.organisations.tsx')
})

function listFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}
