import { readFileSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { keepVars, parseVars, readVars } from '../../scripts/dev-vars.mjs'
import { findInstallReason } from '../../scripts/install.mjs'
import { operatorLink } from '../../scripts/operator-link.mjs'
import { keepPorts } from '../../scripts/ports.mjs'
import { newFolder } from './project'

test('secrets are made once, differ from each other, and only their owner may read them', () => {
  using folder = newFolder()
  const first = keepVars(folder.dir, { APP_ORIGIN: 'http://127.0.0.1:1' })
  const second = keepVars(folder.dir, { APP_ORIGIN: 'http://127.0.0.1:2' })
  expect(second).toEqual({ ...first, APP_ORIGIN: 'http://127.0.0.1:2' })
  const secrets = Object.entries(first).flatMap(([name, value]) => (/SECRET|TOKEN/.test(name) ? [value] : []))
  expect(secrets.length).toBeGreaterThanOrEqual(7)
  expect(new Set(secrets).size).toBe(secrets.length)
  for (const secret of secrets) expect(secret.length).toBeGreaterThanOrEqual(16)
  expect(statSync(path.join(folder.dir, '.dev.vars')).mode & 0o777).toBe(0o600)
})

test('what a person added to the variables stays, and is read as it was written', () => {
  using folder = newFolder()
  writeFileSync(
    path.join(folder.dir, '.dev.vars'),
    "# mine\nOTEL_EXPORTER_OTLP_ENDPOINT = 'https://otlp.example/a b?c=d'\nSESSION_SECRET=chosen-by-a-person\n",
    {
      mode: 0o644,
    },
  )
  keepVars(folder.dir, {})
  expect(readVars(folder.dir)).toMatchObject({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example/a b?c=d',
    SESSION_SECRET: 'chosen-by-a-person',
  })
  const pushing: Record<string, string> = JSON.parse(readVars(folder.dir).POSTS_WEBHOOK_SECRETS ?? '')
  for (const secret of Object.values(pushing)) expect(secret).toMatch(/^whsec_.{40,}$/)
  expect(statSync(path.join(folder.dir, '.dev.vars')).mode & 0o777).toBe(0o600)
})

test('the example names every variable that the Worker and the start know', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const named = new Set(
    [...readFileSync(path.join(root, '.dev.vars.example'), 'utf8').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name),
  )
  const settings =
    readFileSync(path.join(root, 'server/entry/env.ts'), 'utf8').match(/const Settings = z\.object\(\{([\s\S]*?)\n\}\)/)?.[1] ?? ''
  const read = [...settings.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
  expect(read.length).toBeGreaterThan(5)
  using folder = newFolder()
  expect([...read, ...Object.keys(keepVars(folder.dir, {}))].filter((name) => !named.has(name))).toEqual([])
  expect(parseVars(readFileSync(path.join(root, '.dev.vars.example'), 'utf8')).SESSION_SECRET).toBe('')
})

test('ports stay the same from start to start, and one that somebody took is chosen anew', async () => {
  using folder = newFolder()
  const first = await keepPorts(folder.dir, ['db', 'rooms'])
  expect(await keepPorts(folder.dir, ['db', 'rooms'])).toEqual(first)
  const server = net.createServer().listen(first.rooms, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const second = await keepPorts(folder.dir, ['db', 'rooms'])
  server.close()
  expect(second.db).toBe(first.db)
  expect(second.rooms).not.toBe(first.rooms)
})

test('an operator link is signed, for this purpose only, and lasts half an hour', async () => {
  const secret = 'a-secret-of-at-least-thirty-two-characters'
  const now = new Date('2026-11-21T10:00:00.000Z')
  const token = (link: string) => new URL(link).searchParams.get('token') ?? ''
  const link = operatorLink({ origin: 'http://127.0.0.1:8787', secret, now })
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8787\/operator\/enter\?token=/)
  const check = (at: string) =>
    jwtVerify(token(link), new TextEncoder().encode(secret), {
      issuer: 'numerojobs',
      audience: 'operator-link',
      algorithms: ['HS256'],
      currentDate: new Date(at),
    })
  const { payload } = await check('2026-11-21T10:29:59.000Z')
  await expect(check('2026-11-21T10:30:01.000Z')).rejects.toThrow('exp')
  const other = await jwtVerify(token(operatorLink({ origin: 'http://127.0.0.1:8787', secret, now })), new TextEncoder().encode(secret), {
    currentDate: now,
  })
  expect(other.payload.jti).not.toBe(payload.jti)
})

test('packages are installed when they are missing or the lockfile asks for another version, and not otherwise', () => {
  using folder = newFolder()
  expect(findInstallReason(folder.dir)).toContain('not installed')
  expect(findInstallReason(path.resolve(import.meta.dirname, '../..'))).toBeNull()
})
