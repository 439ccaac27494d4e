/**
 * `npm run deploy`: builds, proves the deployable, brings the database to the newest schema, and deploys with wrangler.
 *
 *   npm run deploy -- --dry-run               only the proof: no account, no network
 *   npm run deploy -- --secrets-file <file>   also sets the secrets of that file (NAME=value lines), as a first deploy needs
 *
 * A real deploy takes DATABASE_URL from the environment (the database's own address, for the migrations), and wrangler's own
 * sign-in: `wrangler login` or CLOUDFLARE_API_TOKEN.
 */
import { spawn } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { unstable_readConfig as readConfig } from 'wrangler'
import { buildIfChanged } from './build.mjs'
import { parseVars, readVars } from './dev-vars.mjs'
import { nodeOf } from './install.mjs'
import { operatorLink } from './operator-link.mjs'
import { serve } from './serve.mjs'

const gzipBytesMax = 3 * 1024 * 1024
const LOCAL_DOORS = ['/operator/enter', '/dev/mail', '/dev/mail.json', '/dev/oidc', '/dev/stripe', '/dev/anything']
const ROOMS = [
  '/parties/feed/jobs',
  '/parties/operators/all',
  '/parties/person/per_0',
  '/parties/hiring/pos_0',
  '/parties/shortlist/sho_0',
  '/parties/text/pos_0',
]
/** Without these the Worker answers nothing, or rooms let nobody in. */
const SECRETS_NEEDED = ['DATABASE_URL', 'SESSION_SECRET', 'PARTY_TICKET_SECRET', 'PARTY_PUBLISH_SECRET', 'DATA_KEYS', 'APP_ORIGIN']
/** What only a machine of one's own has. */
const NEVER_DEPLOYED = ['LOCAL', 'DB_PROXY', 'PARTY_HOST', 'DB_ENGINE', 'LOCAL_INBOX', 'DEV_OIDC_SECRET', 'DEV_OIDC_KEY']

/**
 * Proves from wrangler's own output, the bundle and a run of it that what would be deployed is whole and closed.
 * @param {{ projectDir: string, log?: (line: string) => void }} options the project is built already
 * @returns {Promise<Array<{ what: string, ok: boolean, seen: string }>>}
 */
export async function proveDeployable({ projectDir, log = console.log }) {
  /** @type {Array<{ what: string, ok: boolean, seen: string }>} */
  const proofs = []
  const prove = (what, ok, seen) => {
    proofs.push({ what, ok, seen })
    log(`${ok ? '✓' : '✗'} ${what.padEnd(30)} ${seen}`)
  }
  const outDir = mkdtempSync(path.join(tmpdir(), 'deployable-'))
  try {
    const { code, output } = await wrangler(projectDir, ['deploy', '--dry-run', '--outdir', outDir])
    if (code !== 0) {
      prove('wrangler packs it', false, output.trim())
      return proofs
    }
    proveBindings(projectDir, output, prove)
    proveFiles(projectDir, outDir, prove)
    await proveRun(projectDir, outDir, prove)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
  return proofs
}

/** From what wrangler prints, and for what it does not print from its own reading of the configuration. */
function proveBindings(projectDir, output, prove) {
  const bound = [...output.matchAll(/^\s*env\.(\w+)(?: \((.*?)\))?\s{2,}(\S.*?)\s*$/gm)].map(([, name, value, kind]) => ({
    name,
    value: value ?? '',
    kind,
  }))
  const ofKind = (kind) => bound.filter((binding) => binding.kind === kind)
  const proveKind = (what, kind, namesNeeded) => {
    const found = ofKind(kind)
    prove(
      what,
      namesNeeded.every((name) => found.some((binding) => binding.name === name)),
      found.map(({ name, value }) => (value ? `${name} (${value})` : name)).join(', ') || 'none',
    )
  }
  const upload = output.match(/Total Upload: ([\d.]+ \w+) \/ gzip: ([\d.]+) KiB/)
  const gzipBytes = Number(upload?.[2]) * 1_024
  prove(
    'Worker, gzipped, at most 3 MB',
    gzipBytes > 0 && gzipBytes <= gzipBytesMax,
    upload ? `${(gzipBytes / 1_000).toFixed(0)} kB` : 'wrangler named no size',
  )
  const assets = Number(output.match(/Read (\d+) files? from the assets directory/)?.[1] ?? 0)
  prove('assets', assets > 0 && bound.some(({ name, kind }) => name === 'ASSETS' && kind === 'Assets'), `${assets} files`)
  proveKind('rooms as Durable Objects', 'Durable Object', ['ROOMS_FEED', 'ROOMS_OPERATORS', 'ROOMS_PERSON'])
  proveKind('queue, to send', 'Queue', ['TASKS'])
  proveKind('R2', 'R2 Bucket', ['FILES'])
  proveKind('KV', 'KV Namespace', ['KV'])
  proveKind('rate limits', 'Rate Limit', ['LIMIT_WEBHOOK', 'LIMIT_PUBLIC', 'LIMIT_PASTE'])

  const config = readConfig({ config: path.join(projectDir, 'wrangler.toml') }, { hideWarnings: true })
  const [consumer] = config.queues?.consumers ?? []
  prove(
    'queue, to receive',
    Boolean(consumer?.dead_letter_queue),
    consumer ? `${consumer.queue}, ${consumer.max_batch_size} a batch, then ${consumer.dead_letter_queue}` : 'none',
  )
  const migrated = (config.migrations ?? []).flatMap((migration) => migration.new_sqlite_classes ?? [])
  const classes = (config.durable_objects?.bindings ?? []).map((binding) => binding.class_name)
  prove('storage of the rooms', classes.length > 0 && classes.every((name) => migrated.includes(name)), migrated.join(', '))
  const crons = config.triggers?.crons ?? []
  prove('cron', crons.length > 0, crons.join(', ') || 'none')
  const local = [...Object.keys(config.vars ?? {}), ...bound.map(({ name }) => name)].filter((name) => NEVER_DEPLOYED.includes(name))
  prove('no local variable', local.length === 0, local.join(', ') || 'none of LOCAL, DB_PROXY, PARTY_HOST')
}

/** No secret of this machine, and no path of it, may lie in what is uploaded. */
function proveFiles(projectDir, outDir, prove) {
  const vars = readVars(path.join(projectDir, '.data'))
  const dataKeys = Object.values(JSON.parse(vars.DATA_KEYS ?? '{}').keys ?? {}).map((key) => ['DATA_KEYS', key])
  const secrets = [...Object.entries(vars), ...dataKeys].filter(
    ([name, value]) => /SECRET|TOKEN|DATABASE_URL|DATA_KEYS/.test(name) && value.length >= 16,
  )
  const files = [outDir, path.join(projectDir, 'build/client')].flatMap((dir) =>
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && !file.name.endsWith('.map'))
      .map((file) => path.join(file.parentPath, file.name)),
  )
  const leaks = files.flatMap((file) => {
    const text = readFileSync(file, 'latin1')
    const names = secrets.filter(([, value]) => text.includes(value)).map(([name]) => name)
    return [...names, ...(text.includes(`${projectDir}${path.sep}`) ? ['a path of this machine'] : [])].map(
      (name) => `${name} in ${path.basename(file)}`,
    )
  })
  prove('no secret and no path inside', leaks.length === 0, leaks.join(', ') || `${files.length} files read`)
}

/** Starts what wrangler packed as an account would: no LOCAL, no PartyKit, no bridge. */
async function proveRun(projectDir, outDir, prove) {
  const runDir = mkdtempSync(path.join(tmpdir(), 'deployable-run-'))
  try {
    const secret = () => randomBytes(32).toString('base64url')
    const vars = {
      DATABASE_URL: 'postgres://nobody:nothing@db.invalid/none',
      SESSION_SECRET: secret(),
      PARTY_TICKET_SECRET: secret(),
      PARTY_PUBLISH_SECRET: secret(),
      DATA_KEYS: JSON.stringify({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }),
      APP_ORIGIN: 'https://numerojobs.example',
      APP_ORIGINS: 'https://numerojobs.example',
    }
    const served = await serve({
      configPath: path.join(projectDir, 'wrangler.toml'),
      modulesRoot: outDir,
      vars,
      port: 0,
      persistDir: runDir,
      log: () => {},
    })
    try {
      const at = (address) => `http://127.0.0.1:${served.port}${address}`
      const live = await fetch(at('/health/live'))
      prove('the bundle starts in workerd', live.status === 200, `GET /health/live answers ${live.status}`)
      for (const door of LOCAL_DOORS) {
        // A good token, so that only the missing LOCAL can be what keeps the door shut.
        const link = operatorLink({ origin: at(''), secret: vars.SESSION_SECRET })
        const response = await fetch(door === '/operator/enter' ? link : at(door), { redirect: 'manual' })
        prove(`no door at ${door}`, response.status === 404, `answers ${response.status}`)
      }
      for (const room of ROOMS) {
        const body = '{"events":[]}'
        const unsigned = await fetch(at(room), { method: 'POST', body })
        const signed = await fetch(at(room), { method: 'POST', body, headers: signatureOf(vars.PARTY_PUBLISH_SECRET, room, body) })
        // A room that has nothing to publish may find fault with that; it must be there to do so.
        const isThere = signed.status < 500 && signed.status !== 401 && signed.status !== 404
        prove(`a room at ${room}`, unsigned.status === 401 && isThere, `unsigned ${unsigned.status}, signed ${signed.status}`)
      }
      const file = readdirSync(path.join(projectDir, 'build/client/assets'))[0]
      const asset = await fetch(at(`/assets/${file}`))
      prove(
        'assets are kept for good',
        asset.headers.get('cache-control')?.includes('immutable') === true,
        asset.headers.get('cache-control') ?? 'no cache-control',
      )
    } finally {
      await served.stop()
    }
  } catch (error) {
    prove('the bundle starts in workerd', false, error.message)
  } finally {
    rmSync(runDir, { recursive: true, force: true })
  }
}

function signatureOf(secret, address, body) {
  const ts = String(Date.now())
  return { 'x-ts': ts, 'x-sig': createHmac('sha256', secret).update(`${ts}.${address}.${body}`).digest('hex') }
}

/** @throws when what is given would open a local door on an account, or leaves the Worker without what it needs */
export function checkSecrets(names, valuesGiven = {}) {
  const local = NEVER_DEPLOYED.filter((name) => names.includes(name))
  if (local.length > 0)
    throw new Error(`${local.join(', ')} would be deployed. These are for a machine of one's own only: take them out, then deploy again.`)
  const missing = SECRETS_NEEDED.filter((name) => !names.includes(name))
  if (missing.length > 0)
    throw new Error(
      `The account lacks ${missing.join(', ')}. Set each with \`wrangler secret put NAME\`, or all at once with --secrets-file <file> (docs/deploy.md).`,
    )
  const short = SECRETS_NEEDED.filter(
    (name) => name.endsWith('_SECRET') && valuesGiven[name] !== undefined && valuesGiven[name].length < 32,
  )
  if (short.length > 0) throw new Error(`${short.join(', ')} must have at least 32 characters.`)
}

async function main() {
  const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  const args = process.argv.slice(2)
  const isDryRun = args.includes('--dry-run')
  const secretsFile = args.includes('--secrets-file') ? args[args.indexOf('--secrets-file') + 1] : undefined
  if (process.env.LOCAL === '1')
    throw new Error('LOCAL=1 is set here. It opens local doors, so nothing is deployed with it: unset LOCAL, then deploy again.')
  if (secretsFile !== undefined && !existsSync(secretsFile)) throw new Error(`There is no ${secretsFile}.`)
  const given = secretsFile ? parseVars(readFileSync(secretsFile, 'utf8')) : {}
  // What cannot work is said before anything takes time.
  if (secretsFile) checkSecrets([...new Set([...Object.keys(given), ...(isDryRun ? [] : await listSecrets(projectDir))])], given)

  console.log((await buildIfChanged(projectDir, console.log)) ? 'built' : 'nothing has changed since the last build')
  const failed = (await proveDeployable({ projectDir })).filter(({ ok }) => !ok)
  if (failed.length > 0) throw new Error(`Not deployable: ${failed.map(({ what }) => what).join('; ')}.`)
  console.log('Deployable.')
  if (isDryRun) return

  if (!secretsFile) checkSecrets(await listSecrets(projectDir))
  await migrate(projectDir)
  const { code, output } = await wrangler(
    projectDir,
    ['deploy', ...(secretsFile ? ['--secrets-file', path.resolve(secretsFile)] : [])],
    true,
  )
  if (code !== 0) throw new Error(`wrangler did not deploy: ${output.trim().split('\n').slice(-6).join('\n')}`)
}

async function listSecrets(projectDir) {
  const { code, output } = await wrangler(projectDir, ['secret', 'list', '--format', 'json'])
  // Before the first deploy there is no Worker to ask.
  if (code !== 0 && /not found|does not exist|10007/i.test(output)) return []
  if (code !== 0) throw new Error(`wrangler cannot read the account: ${output.trim().split('\n').slice(-4).join(' ')}`)
  return JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)).map(({ name }) => name)
}

/** Before the new Worker: each migration suits the code that already runs. */
async function migrate(projectDir) {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('Set DATABASE_URL to the address of the deployed database, for its migrations.')
  if (/^(localhost|127\.|\[::1\])/.test(new URL(url).hostname))
    throw new Error('DATABASE_URL names a database on this machine. Give the deployed one.')
  const env = { ...process.env, DATABASE_URL: url }
  delete env.DB_PROXY
  const { code, output } = await run(nodeOf(projectDir), ['--import', 'tsx', path.join(projectDir, 'db/migrate.ts')], projectDir, env, true)
  if (code !== 0)
    throw new Error(`The migrations did not succeed, and nothing was deployed: ${output.trim().split('\n').slice(-6).join('\n')}`)
}

function wrangler(projectDir, args, isShown = false) {
  const env = {
    ...process.env,
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
  }
  // The proof reads what it prints.
  env.WRANGLER_LOG = 'log'
  env.WRANGLER_LOG_PATH ??= path.join(projectDir, '.data', 'wrangler-logs')
  return run(nodeOf(projectDir), [path.join(projectDir, 'node_modules/wrangler/bin/wrangler.js'), ...args], projectDir, env, isShown)
}

function run(program, args, cwd, env, isShown) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        if (isShown) process.stdout.write(text)
      })
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
