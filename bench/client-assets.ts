import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

const CLIENT = 'build/client'
const Entry = z.object({ module: z.string(), imports: z.array(z.string()).optional() })
const Manifest = z.object({ entry: Entry, routes: z.record(z.string(), Entry) })

/**
 * Gzipped bytes of all JavaScript that a first visit of a route brings, and which files those are. The list of all routes is not among them:
 * with lazy route discovery a page carries its own routes and asks for others by patch (what a browser really loads is counted in test/e2e/public-pages.test.ts).
 */
export function measureFirstPage(routeId: string): { bytes: number; files: string[] } {
  const manifest = readManifest()
  const route = manifest.routes[routeId]
  const root = manifest.routes.root
  if (!route || !root) throw new Error(`The build knows no route ${routeId}.`)
  const first = [manifest.entry, root, route].flatMap((entry) => [entry.module, ...(entry.imports ?? [])])
  const files = new Set<string>()
  for (const address of first) addWithImports(address, files)
  return { bytes: [...files].reduce((sum, file) => sum + gzippedBytes(file), 0), files: [...files] }
}

/** What a file imports statically comes with it; what it imports on demand does not. */
function addWithImports(address: string, files: Set<string>): void {
  if (files.has(address)) return
  files.add(address)
  for (const [, name] of readAsset(address).matchAll(
    /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+?from\s*)?["']\.\/([\w.$-]+\.js)["']/g,
  ))
    addWithImports(`/assets/${name}`, files)
}

const readAsset = (address: string) => readFileSync(path.join(CLIENT, address), 'utf8')
const gzippedBytes = (address: string) => gzipSync(readFileSync(path.join(CLIENT, address)), { level: 9 }).length

function readManifest() {
  const file = readdirSync(path.join(CLIENT, 'assets')).find((name) => /^manifest-.*\.js$/.test(name))
  if (!file) throw new Error('Nothing is built yet. Run `npm run build` first.')
  const text = readAsset(`/assets/${file}`)
  return Manifest.parse(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)))
}
