import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkSecrets, proveDeployable } from '../../scripts/deploy.mjs'
import { newProject } from './project'

const failedOf = async (projectDir: string) =>
  (await proveDeployable({ projectDir, log: () => {} })).flatMap(({ what, ok }) => (ok ? [] : [what]))

test('the dry run proves every binding, the rooms, and that local doors are shut', async () => {
  using project = newProject()
  const proofs = await proveDeployable({ projectDir: project.dir, log: () => {} })
  expect(proofs.filter(({ ok }) => !ok)).toEqual([])
  const proved = proofs.map(({ what }) => what)
  for (const what of [
    'assets',
    'rooms as Durable Objects',
    'queue, to send',
    'queue, to receive',
    'R2',
    'KV',
    'rate limits',
    'cron',
    'no local variable',
  ]) {
    expect(proved).toContain(what)
  }
})

test('the dry run fails on a local variable, a door left open, a missing binding and a secret in the bundle', async () => {
  using project = newProject()
  const config = readFileSync(project.at('wrangler.toml'), 'utf8')
  const worker = readFileSync(project.at('build/server/index.js'), 'utf8')
  const secret = 'a-secret-of-this-machine-0123456789'
  writeFileSync(project.at('wrangler.toml'), `${config.replace(/\[\[kv_namespaces\]\]\nbinding = "KV"\n/, '')}\n[vars]\nLOCAL = "1"\n`)
  writeFileSync(
    project.at('build/server/index.js'),
    worker.replace("'/operator/enter' && env.LOCAL === '1'", `'/dev/mail' || '${secret}' === ''`),
  )
  writeFileSync(project.at('.dev.vars'), `SESSION_SECRET=${secret}\n`)
  // The scripts of the copy, since they look for the variables beside themselves.
  const { proveDeployable: proveCopy } = (await import(project.at('scripts/deploy.mjs'))) as { proveDeployable: typeof proveDeployable }
  const failed = (await proveCopy({ projectDir: project.dir, log: () => {} })).flatMap(({ what, ok }) => (ok ? [] : [what]))
  expect(failed.sort()).toEqual(['KV', 'no door at /dev/mail', 'no local variable', 'no secret and no path inside'])
})

test('a Worker without its rooms is no deployable', async () => {
  using project = newProject()
  const worker = readFileSync(project.at('build/server/index.js'), 'utf8')
  writeFileSync(project.at('build/server/index.js'), worker.replace('export class OperatorsRoom extends Room {}', ''))
  expect(await failedOf(project.dir)).toEqual(['a room at /parties/operators/all'])
})

test('a deploy that would open local doors, or lacks a secret, is refused by name', () => {
  const all = ['DATABASE_URL', 'SESSION_SECRET', 'PARTY_TICKET_SECRET', 'PARTY_PUBLISH_SECRET', 'DATA_KEYS', 'APP_ORIGIN']
  expect(() => checkSecrets(all)).not.toThrow()
  expect(() => checkSecrets([...all, 'LOCAL'])).toThrow('LOCAL would be deployed')
  expect(() => checkSecrets([...all, 'PARTY_HOST'])).toThrow('PARTY_HOST would be deployed')
  expect(() => checkSecrets(all.filter((name) => name !== 'APP_ORIGIN'))).toThrow('lacks APP_ORIGIN')
  expect(() => checkSecrets(all, { SESSION_SECRET: 'short' })).toThrow('SESSION_SECRET must have at least 32')
})
