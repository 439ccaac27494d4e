/** Builds what is served, when its sources are not those of the last build. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const FOLDERS = ['app', 'server', 'contract', 'party', 'db', 'public', 'sdk']
const FILES = ['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json', 'wrangler.toml']

/**
 * @param {string} projectDir
 * @param {(line: string) => void} log
 * @returns {Promise<boolean>} whether there was anything to build
 */
export async function buildIfChanged(projectDir, log = () => {}) {
  const hashFile = path.join(projectDir, 'build', 'source-hash')
  const hash = hashSources(projectDir)
  const isBuilt = existsSync(path.join(projectDir, 'build/server/index.js')) && existsSync(path.join(projectDir, 'build/client'))
  if (isBuilt && existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return false
  rmSync(hashFile, { force: true })
  await runBuild(projectDir, log)
  mkdirSync(path.dirname(hashFile), { recursive: true })
  writeFileSync(hashFile, hash)
  return true
}

/** One number for all that the build reads, or for other folders and files of the project. Tests and notes are no part of it. */
export function hashSources(projectDir, folders = FOLDERS, single = FILES) {
  const hash = createHash('sha256')
  const files = folders
    .filter((folder) => existsSync(path.join(projectDir, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(projectDir, folder), { recursive: true, withFileTypes: true })
        .filter(
          (file) =>
            file.isFile() &&
            !/\.(test|test-d)\.tsx?$|\.md$/.test(file.name) &&
            !file.parentPath.includes('node_modules') &&
            !file.parentPath.includes(`${path.sep}dist`),
        )
        .map((file) => path.join(file.parentPath, file.name)),
    )
  const all = [...files, ...single.map((file) => path.join(projectDir, file)).filter((file) => existsSync(file))].sort()
  for (const file of all)
    hash
      .update(`${path.relative(projectDir, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

function runBuild(projectDir, log) {
  return new Promise((resolve, reject) => {
    const remix = path.join(projectDir, 'node_modules/.bin/remix')
    const child = spawn(process.execPath, [remix, 'vite:build'], {
      cwd: projectDir,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        for (const line of text.split('\n')) if (/^vite v|modules transformed|built in/.test(line.trim())) log(line.trim())
      })
    }
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The build failed:\n${output.trim().split('\n').slice(-40).join('\n')}`)),
    )
  })
}
