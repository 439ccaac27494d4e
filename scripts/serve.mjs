/**
 * Serves the production build in workerd by Miniflare's own interface, without the proxy of `wrangler dev` in front.
 * Bindings are those of `wrangler.toml`; addresses and secrets come from the variables file; what is kept lies in the data folder.
 * Cron runs from here, so that no door to it exists on the port.
 */
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { unstable_readConfig as readConfig, unstable_getMiniflareWorkerOptions as readWorkerOptions } from 'wrangler'
import { readVars } from './dev-vars.mjs'
import { keepSecret } from './secrets.mjs'

const { Miniflare, NoOpLog, convertV4MiniflareOptions } = createRequire(createRequire(import.meta.url).resolve('wrangler'))('miniflare')
const cronPeriodMs = 10_000

/**
 * @param {{ configPath: string, vars: Record<string, string>, port: number, directPort?: number, persistDir: string, modulesRoot?: string, log?: (line: string) => void }} options
 *   `modulesRoot` is the folder of the build, unless it is the one that the configuration names; `directPort` leads into the Worker without Miniflare's entry, which compresses answers and names the client: for measuring
 * @returns {Promise<{ port: number, cron: () => Promise<void>, stop: () => Promise<void> }>}
 */
export async function serve({ configPath, vars, port, directPort = 0, persistDir, modulesRoot, log = console.log }) {
  const projectDir = path.dirname(path.resolve(configPath))
  const config = readConfig({ config: configPath }, { hideWarnings: true })
  // It reads .dev.vars too, and says so; what it read there is replaced below by what the caller gives.
  process.env.WRANGLER_LOG ??= 'warn'
  const { workerOptions, externalWorkers = [] } = readWorkerOptions(configPath)
  const { modulesRules, rootPath, assets, ...options } = workerOptions
  const entry = path.join(path.resolve(modulesRoot ?? path.dirname(path.resolve(projectDir, config.main))), path.basename(config.main))
  // Miniflare shows the objects of a bucket to whoever knows the bucket's name, so nobody does.
  const r2Buckets = Object.fromEntries(
    Object.keys(options.r2Buckets ?? {}).map((binding) => [binding, `${binding.toLowerCase()}-${keepSecret(persistDir, binding)}`]),
  )
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port,
      cf: false,
      log: new NoOpLog(),
      // Requests are logged by the Worker itself, with their ids.
      logRequests: false,
      telemetry: { enabled: false },
      resourcePersistencePath: persistDir,
      handleStructuredLogs: ({ message }) => log(message),
      workers: [
        ...frontOf(assets, { app: config.name, compatibilityDate: options.compatibilityDate }),
        {
          ...options,
          name: config.name,
          bindings: { ...config.vars, ...vars },
          serviceBindings: { ...options.serviceBindings, [assets.binding]: FILES },
          r2Buckets,
          unsafeDirectSockets: [{ host: '127.0.0.1', port: directPort }],
          modulesRoot: path.dirname(entry),
          modules: readModules(entry),
        },
        ...externalWorkers,
      ],
    }),
  )
  const url = await miniflare.ready
  return {
    port: Number(url.port),
    cron: async () => {
      const [cron] = config.triggers?.crons ?? []
      // Asked for each time: Miniflare starts a runtime that died again, and what was got before is of no use then.
      const worker = await miniflare.getWorker(config.name)
      const { outcome } = await worker.scheduled({ cron: cron ?? '', scheduledTime: new Date() })
      if (outcome !== 'ok') log(`cron ended with ${outcome}`)
    },
    stop: () => miniflare.dispose(),
  }
}

const FRONT = 'front'
const FILES = 'files'
const FRONT_SCRIPT = `let files
export default {
  fetch(request, { APP, FILES, FILE_PATHS }) {
    files ??= new RegExp(FILE_PATHS)
    return (files.test(new URL(request.url).pathname) ? FILES : APP).fetch(request)
  },
}`

/**
 * What Cloudflare's own network does in front of a Worker: the paths of files lead to files, all others to the Worker.
 * Miniflare's router for that is two Workers in a row, and costs several times as much as an answer that the Worker has kept.
 */
function frontOf(assets, { app, compatibilityDate }) {
  const paths = assets.routerConfig?.static_routing?.asset_worker ?? []
  // A star stands for anything, as in `run_worker_first`.
  const literal = (text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  const patterns = paths.map((each) => each.split('*').map(literal).join('.*'))
  const nothing = 'export default { fetch: () => new Response(null, { status: 404 }) }'
  return [
    {
      name: FRONT,
      modules: true,
      script: FRONT_SCRIPT,
      compatibilityDate,
      serviceBindings: { APP: app, FILES },
      bindings: { FILE_PATHS: `^(?:${patterns.join('|')})$` },
    },
    { name: FILES, modules: true, script: nothing, compatibilityDate, assets },
  ]
}

/** Every module of the build, the entry first. */
function readModules(entry) {
  const files = readdirSync(path.dirname(entry), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.js'))
    .map((file) => path.join(file.parentPath, file.name))
  return files
    .sort((a, b) => Number(b === entry) - Number(a === entry))
    .map((file) => ({ type: 'ESModule', path: file, contents: readFileSync(file, 'utf8') }))
}

async function main() {
  const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  const dataDir = path.resolve(process.env.DATA_DIR ?? path.join(projectDir, '.data'))
  const startedAt = performance.now()
  const served = await serve({
    configPath: path.join(projectDir, 'wrangler.toml'),
    vars: readVars(dataDir),
    port: Number(process.env.PORT ?? 8787),
    directPort: Number(process.env.DIRECT_PORT ?? 0),
    persistDir: path.join(dataDir, 'miniflare'),
  })
  console.log(`serving on port ${served.port} after ${Math.round(performance.now() - startedAt)} ms`)
  process.send?.({ ready: true })

  // One at a time: a slow run is not overtaken by the next.
  let running = null
  const cron = setInterval(() => {
    running ??= served
      .cron()
      .catch((error) => console.error(`cron failed: ${error.message}`))
      .finally(() => (running = null))
  }, cronPeriodMs)

  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    clearInterval(cron)
    await served.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  // A supervisor that was killed cannot ask: the channel to it closes instead.
  process.on('disconnect', end)
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
