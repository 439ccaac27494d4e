/** Brings the packages to what the lockfile says. Runs on the system's Node, before any package is there. */
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The project's own Node. */
export const nodeOf = (projectDir) => path.join(projectDir, 'node_modules', '.bin', 'node')

/** Installs what is missing or has changed, and shows npm's progress meanwhile. @throws with npm's exit code when that fails */
export function installIfChanged(projectDir, log) {
  const reason = findInstallReason(projectDir)
  if (!reason) return
  const packages = path.join(projectDir, 'node_modules')
  // npm ci empties the folder first: through a link that would be somebody else's.
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error(`${reason}, and node_modules is a link to another folder. Remove the link, and start again.`)
  log(`${reason}: running npm ci, which takes a minute or two`)
  const npm = process.env.npm_execpath
  const [program, ...args] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
  const { status, error } = spawnSync(program, [...args, 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: projectDir,
    stdio: 'inherit',
  })
  if (error || status !== 0) throw new Error(`npm ci did not succeed (${error?.message ?? `code ${status}`}). Its own lines above say why.`)
}

/** Why the packages are not what the lockfile says, or `null` when they are. */
export function findInstallReason(projectDir) {
  if (!existsSync(nodeOf(projectDir))) return 'The packages are not installed yet'
  const wanted = readPackages(path.join(projectDir, 'package-lock.json'))
  const installed = readPackages(path.join(projectDir, 'node_modules', '.package-lock.json'))
  if (!installed) return 'The packages are not complete'
  // Optional ones are for other machines, or could not be built here.
  const changed = Object.entries(wanted ?? {}).find(
    ([name, { optional, devOptional, link, version }]) =>
      name && !optional && !devOptional && !link && installed[name]?.version !== version,
  )
  return changed ? `The lockfile has changed (${changed[0].replace(/^.*node_modules\//, '')})` : null
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}
