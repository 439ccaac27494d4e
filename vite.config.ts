import { cloudflare } from '@cloudflare/vite-plugin'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type EnvironmentModuleNode, type Plugin, type UserConfig } from 'vite'

declare module '@remix-run/cloudflare' {
  interface Future {
    v3_singleFetch: true
  }
}

const WORKER_ENTRY = 'server/entry/worker.ts'
const REMIX_HMR_PLUGIN = 'remix-server-change-trigger-client-hmr'

export default defineConfig(({ command, isSsrBuild }) => (command === 'build' ? forBuild(isSsrBuild === true) : forDev()))

/** One graph for the Worker: its entry imports Remix's server build, so that no second bundler runs. */
function forBuild(isSsrBuild: boolean): UserConfig {
  const workerEntry: Plugin = {
    name: 'worker-entry',
    // Remix sets its own build as the only SSR input; a config hook that runs after it puts the Worker in front.
    config: () =>
      isSsrBuild
        ? { build: { rollupOptions: { input: WORKER_ENTRY, external: [/^cloudflare:/] }, minify: 'esbuild', sourcemap: true } }
        : // Four kB less of a first visit than with esbuild.
          {
            build: {
              target: 'es2022',
              minify: 'terser',
              terserOptions: { module: true },
              rollupOptions: { output: { manualChunks: sharedChunk } },
            },
          },
  }
  return {
    plugins: [tailwindcss(), ...remixPlugins(), mailRenderer, plainMail, plainPdf, plainLateImports, plainSocket, workerEntry],
    define: { 'process.env.NODE_ENV': '"production"' },
    // Advice that libraries give to those who use them wrongly is for no reader: it would ride along on every page.
    esbuild: isSsrBuild ? {} : { pure: ['console.warn'] },
    ssr: { noExternal: true, resolve: { conditions: ['workerd', 'worker', 'browser', 'module', 'import', 'production', 'default'] } },
  }
}

/**
 * What react-email asks for and does not need here: React 18 has its renderer for the edge under another name, and a mail is not made
 * pretty, so that the formatter (a third of a megabyte) stays out.
 */
const mailRenderer: Plugin = {
  name: 'mail-renderer',
  enforce: 'pre',
  resolveId(id, importer, options) {
    if (id === 'react-dom/server.edge') return this.resolve('react-dom/server.browser', importer, { ...options, skipSelf: true })
    return /^prettier\/(standalone|plugins\/html)$/.test(id) ? '\0no-formatter' : null
  },
  load: (id) => (id === '\0no-formatter' ? 'export const format = (html) => html' : null),
}

/** What postal-mime brings to turn HTML into text, which we do ourselves: the names of two thousand letters. */
const plainMail: Plugin = {
  name: 'plain-mail',
  enforce: 'pre',
  resolveId: (id, importer) => (id === './html-entities.js' && /\/postal-mime\//.test(importer ?? '') ? '\0few-letters' : null),
  load: (id) =>
    id === '\0few-letters' ? `export const htmlEntities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': ' ' }` : null,
}

/** What pdf-lib brings for files that we do not write: measures of the fonts that every reader has, and pictures. A résumé is set in its own typeface. */
const plainPdf: Plugin = {
  name: 'plain-pdf',
  enforce: 'pre',
  resolveId: (id) => (id === '@pdf-lib/standard-fonts' || id === '@pdf-lib/upng' ? '\0no-pdf-part' : null),
  load: (id) =>
    id === '\0no-pdf-part' ? 'export const Encodings = {}, Font = {}, FontNames = {}, EncodingType = {}; export default {}' : null,
}

/**
 * Vite wraps each late import in a loader of styles and preloads, which would ride along on every page. No late part has styles of its own,
 * and Remix preloads what a page needs.
 */
const plainLateImports: Plugin = {
  name: 'plain-late-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined),
}

/** What partysocket tells those who build with it, a page of text, would ride along on every list of jobs. */
const plainSocket: Plugin = {
  name: 'plain-socket',
  transform: (code, id) =>
    /\/node_modules\/partysocket\//.test(id) ? code.replace(/console\.error\(\s*`(?:\\.|[^`\\])*`\s*\)/g, 'void 0') : undefined,
}

/** What every page, and what every list of jobs needs: one file each, since many small ones cost a request each and compress badly. */
function sharedChunk(id: string): string | undefined {
  if (/\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run\/[a-z-]+)\//.test(id))
    return 'remix'
  if (/\/app\/(ui\/(?!tabs|table|charts|dialog|skeleton|pagination|key-list)[a-z-]+\.tsx?|offline\/revalidates-when-sent\.ts)$/.test(id))
    return 'ui'
  if (
    /\/app\/(live\/|jobs\/(feed-room|words|format-pay|company-tile|job-card|save-job|search-box)\.)|\/partysocket\/|\/server\/jobs\/core\//.test(
      id,
    )
  )
    return 'feed'
}

/** Hot reload with the server code inside workerd. */
function forDev(): UserConfig {
  const plugins = remixPlugins()
  const main = plugins.find((plugin) => plugin.name === 'remix')
  if (main && typeof main.configureServer === 'function') {
    const configureServer = main.configureServer
    main.configureServer = async function (server) {
      // The Worker answers requests, so the Node request handler that Remix returns here is not installed.
      await configureServer.call(this, server)
    }
  }
  const workerDependencies: Plugin = {
    name: 'worker-dependencies',
    config: () => ({
      // Remix's second server keeps node_modules/.vite for itself.
      cacheDir: 'node_modules/.vite-workerd',
      environments: { worker: { optimizeDeps: { include: WORKER_DEPENDENCIES } } },
    }),
  }
  return {
    plugins: [
      tailwindcss(),
      ...plugins,
      mailRenderer,
      serverChangeTriggersClientHmr,
      // Inside a promise: so the second Vite server, which Remix starts from this configuration, does not see these two.
      Promise.resolve([
        cloudflare({
          viteEnvironment: { name: 'worker' },
          inspectorPort: false,
          // Here the files are Vite's to answer, before the Worker.
          config: { main: WORKER_ENTRY, assets: { run_worker_first: false } },
        }),
        workerDependencies,
      ]),
    ],
    // All that the browser imports: one found late is bundled anew, and then two copies of React meet on the first page.
    optimizeDeps: {
      include: [
        '@remix-run/react',
        'clsx',
        'partysocket',
        'react',
        'react-dom',
        'react-dom/client',
        'react/jsx-dev-runtime',
        'react/jsx-runtime',
      ],
    },
    server: {
      host: '127.0.0.1',
      port: Number(process.env.PORT ?? 8787),
      strictPort: true,
      watch: { ignored: ['**/.wrangler/**', '**/build/**', '**/.data/**'] },
    },
  }
}

function remixPlugins(): Plugin[] {
  // Remix types its plugins by its own copy of Vite's types; the shape is the same.
  const plugins = remix({
    serverBuildFile: 'index.js',
    ignoredRouteFiles: ['**/*.test.{ts,tsx}'],
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
  }) as Plugin[]
  return plugins.filter((plugin) => plugin.name !== REMIX_HMR_PLUGIN)
}

/** Remix's own plugin of this kind walks importers without remembering which it has seen, and overflows the stack on a cycle. */
const serverChangeTriggersClientHmr: Plugin = {
  name: 'server-change-triggers-client-hmr',
  hotUpdate({ server, modules }) {
    if (this.environment.name !== 'worker') return
    const clientGraph = server.environments.client.moduleGraph
    const seen = new Set<EnvironmentModuleNode>()
    const changed = new Set<EnvironmentModuleNode>()
    const walk = (node: EnvironmentModuleNode) => {
      if (seen.has(node)) return
      seen.add(node)
      const inClient = node.id ? clientGraph.getModuleById(node.id) : undefined
      if (inClient) changed.add(inClient)
      else node.importers.forEach(walk)
    }
    modules.forEach(walk)
    for (const node of changed) server.environments.client.reloadModule(node)
  },
}

/** Every dependency that server code imports. One that is missing here is found late, and restarts the pre-bundle in the middle of a request. */
const WORKER_DEPENDENCIES = [
  '@neondatabase/serverless',
  '@pdf-lib/fontkit',
  '@react-email/render',
  '@remix-run/cloudflare',
  '@remix-run/react',
  '@sindresorhus/slugify',
  '@trpc/server',
  '@trpc/server/adapters/fetch',
  'clsx',
  'drizzle-orm',
  'drizzle-orm/neon-http',
  'drizzle-orm/neon-serverless',
  'drizzle-orm/pg-core',
  'fast-xml-parser',
  'feedsmith',
  'fflate',
  'hono',
  'isbot',
  'jose',
  'marked',
  'nodemailer',
  'partyserver',
  'pdf-lib',
  'partysocket',
  'react',
  'react-dom',
  'react-dom/server',
  'react/jsx-dev-runtime',
  'react/jsx-runtime',
  'sanitize-html',
  'standardwebhooks',
  'unpdf',
  'uuidv7',
  'zod',
  'zod-openapi',
]
