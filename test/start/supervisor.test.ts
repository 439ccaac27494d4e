import { existsSync, readdirSync, statSync } from 'node:fs'
import net from 'node:net'
import { expect, test } from 'vitest'
import { findFreePort } from '../../scripts/ports.mjs'
import { findCommand, listGroup } from '../../scripts/processes.mjs'
import { newProject, notedPid, run } from './project'

const timeoutMs = 180_000

test('npm start brings everything up, heals what dies, leaves nothing behind, and is quick the second time', {
  timeout: timeoutMs,
}, async () => {
  using project = newProject()
  const port = await findFreePort()
  const start = () => run(project, ['scripts/start.mjs', '--no-seed'], { PORT: String(port), DATA_DIR: '' })
  const first = start()
  try {
    const [, link] = await first.line(/Operator\s+(\S+)/)
    expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/operator/enter\\?token=`))
    expect(await (await fetch(`http://127.0.0.1:${port}/operator/enter`)).text()).toBe('welcome')
    const names = await (await fetch(`http://127.0.0.1:${port}/names`)).json()
    for (const name of [
      'DATABASE_URL',
      'DB_PROXY',
      'PARTY_HOST',
      'APP_ORIGIN',
      'ASSETS',
      'KV',
      'FILES',
      'TASKS',
      'ROOMS_FEED',
      'ROOMS_OPERATORS',
      'ROOMS_PERSON',
    ]) {
      expect(names).toContain(name)
    }

    // No secret on any command line, and none in a file that others may read.
    for (const name of ['db', 'rooms', 'worker']) {
      for (const pid of listGroup(notedPid(project, name))) expect(findCommand(pid) ?? '').not.toMatch(/SECRET|postgres:[^ ]*@/)
    }
    expect(statSync(project.at('.dev.vars')).mode & 0o777).toBe(0o600)
    expect(statSync(project.at('.data/rooms/.env')).mode & 0o777).toBe(0o600)
    expect(statSync(project.at('.data/rooms')).mode & 0o777).toBe(0o700)

    const second = run(project, ['scripts/start.mjs', '--no-seed'], { PORT: String(port + 1), DATA_DIR: '' })
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('already runs as process')
    const asked = run(project, ['scripts/start.mjs', '--operator-link'], { DATA_DIR: '' })
    expect(await asked.ended).toBe(0)
    expect(asked.output().trim()).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/operator/enter\\?token=`))
    const reset = run(project, ['scripts/db-reset.mjs', '--yes'], { DATA_DIR: '' })
    expect(await reset.ended).toBe(1)
    expect(reset.output()).toContain('runs with this database')

    await fetch(`http://127.0.0.1:${port}/keep`)
    const buckets = readdirSync(project.at('.data/miniflare/r2')).filter((name) => name.startsWith('files'))
    expect(buckets).toHaveLength(1)
    expect((await fetch(`http://127.0.0.1:${port}/cdn-cgi/local/r2/public/numerojobs-files/file`)).status).toBe(404)

    for (const name of ['worker', 'rooms', 'db']) {
      const from = first.output().length
      process.kill(notedPid(project, name), 'SIGKILL')
      await first.line(new RegExp(`${name}\\s*│ healthy again`), from)
    }
    // The runtimes below them: PartyKit goes on without its own and serves nothing, Miniflare starts another one.
    const from = first.output().length
    const runtimes = ['rooms', 'worker'].map((name) =>
      listGroup(notedPid(project, name)).find((pid) => /workerd/.test(findCommand(pid) ?? '')),
    )
    expect(runtimes).not.toContain(undefined)
    for (const pid of runtimes) if (pid) process.kill(pid, 'SIGKILL')
    await first.line(/rooms\s*│ healthy again/, from)
    await first.line(/worker\s*│ cron \* \* \* \* \*/, from)
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200)

    const groups = ['db', 'rooms', 'worker'].map((name) => notedPid(project, name))
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    expect(groups.flatMap(listGroup)).toEqual([])
    expect(existsSync(project.at('.data/postgres/postmaster.pid'))).toBe(false)
  } finally {
    first.child.kill('SIGTERM')
    await first.ended
  }

  const again = start()
  try {
    await again.line(/Ready after/)
    expect(await (await fetch(`http://127.0.0.1:${port}/kept`)).text()).toBe('still here')

    // A supervisor that is killed leaves nothing that keeps a port: its children notice, or the next start ends them.
    again.child.kill('SIGKILL')
    await again.ended
    const third = start()
    await third.line(/Ready after/)
    third.child.kill('SIGINT')
    expect(await third.ended).toBe(0)
  } finally {
    again.child.kill('SIGKILL')
  }
})

test('who reads its output may be gone: told to end, it still ends, and everything with it', { timeout: timeoutMs }, async () => {
  using project = newProject()
  const start = run(project, ['scripts/start.mjs', '--no-seed'], { PORT: String(await findFreePort()), DATA_DIR: '' })
  try {
    await start.line(/Operator\s+(\S+)/)
    const exited = new Promise((resolve) => start.child.once('exit', resolve))
    start.child.stdout.destroy()
    start.child.stderr.destroy()
    start.child.kill('SIGTERM')
    expect(await exited).toBe(0)
    expect(existsSync(project.at('.data/postgres/postmaster.pid'))).toBe(false)
  } finally {
    start.child.kill('SIGKILL')
  }
})

test('a taken port is named with who holds it, and nothing is started', { timeout: timeoutMs }, async () => {
  using project = newProject()
  const server = net.createServer().listen(await findFreePort(), '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const start = run(project, ['scripts/start.mjs', '--no-seed'], { PORT: String(port), DATA_DIR: '' })
  expect(await start.ended).toBe(1)
  server.close()
  expect(start.output()).toContain(`Port ${port} is taken by process ${process.pid}`)
  expect(start.output()).toContain(`PORT=${port + 1} npm start`)
  expect(existsSync(project.at('.data/postgres'))).toBe(false)
})

test('a schema that cannot be brought up to date stops the start and says so', { timeout: timeoutMs }, async () => {
  using project = newProject()
  const { writeFileSync } = await import('node:fs')
  writeFileSync(project.at('db/migrate.ts'), "console.error('column is missing')\nprocess.exit(3)\n")
  const start = run(project, ['scripts/start.mjs', '--no-seed'], { PORT: String(await findFreePort()), DATA_DIR: '' })
  expect(await start.ended).toBe(1)
  expect(start.output()).toContain('column is missing')
  expect(start.output()).toContain('migrate did not succeed (code 3)')
  expect(existsSync(project.at('.data/postgres/postmaster.pid'))).toBe(false)
})
