/**
 * The variables of the Worker on this machine: `.dev.vars` in the project, or in the data folder when DATA_DIR names another one.
 * Secrets are made once and never shown; addresses are written anew at each start.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { randomSecret, writePrivate } from './secrets.mjs'

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Sources that `npm run replay` pushes from. */
const PUSHING_SOURCES = ['hackernews', 'reddit', 'job']

/** How the keys begin that our own stand-in takes. */
const LOCAL_STRIPE = 'sk_test_local_'

const MADE_ONCE = {
  LOCAL: () => '1',
  SESSION_SECRET: randomSecret,
  PARTY_TICKET_SECRET: randomSecret,
  PARTY_PUBLISH_SECRET: randomSecret,
  DATA_KEYS: () => JSON.stringify({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }),
  FACEBOOK_APP_SECRET: randomSecret,
  FACEBOOK_VERIFY_TOKEN: () => randomSecret(16),
  POSTS_WEBHOOK_SECRETS: () =>
    JSON.stringify(Object.fromEntries(PUSHING_SOURCES.map((source) => [source, `whsec_${randomBytes(32).toString('base64')}`]))),
  METRICS_TOKEN: () => randomSecret(24),
  MAIL_TRANSPORT: () => 'smtp',
  TWILIO_ACCOUNT_SID: () => `AC${randomBytes(16).toString('hex')}`,
  TWILIO_AUTH_TOKEN: () => randomSecret(24),
  TWILIO_FROM: () => '+15005550006',
  STRIPE_SECRET_KEY: () => `${LOCAL_STRIPE}${randomBytes(16).toString('hex')}`,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${randomSecret()}`,
  DEV_OIDC_SECRET: randomSecret,
  // On one line, as a variables file wants it; the Worker's reader of keys does without line breaks.
  DEV_OIDC_KEY: () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).replaceAll('\n', ''),
}

/** Where the variables of a data folder lie. */
export function varsFileOf(dataDir) {
  const isDefault = path.resolve(dataDir) === path.join(projectDir, '.data')
  return path.join(isDefault ? projectDir : dataDir, '.dev.vars')
}

/** @returns {Record<string, string>} */
export function readVars(dataDir) {
  let text
  try {
    text = readFileSync(varsFileOf(dataDir), 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
  return parseVars(text)
}

/**
 * Makes what is missing and writes the addresses; what a person added or changed stays as it is.
 * @returns {Record<string, string>}
 */
export function keepVars(dataDir, addresses) {
  const known = readVars(dataDir)
  const made = Object.fromEntries(Object.entries(MADE_ONCE).map(([name, make]) => [name, known[name] || make()]))
  const own = Object.entries(known).filter(([name]) => !(name in made) && !(name in addresses))
  const line = ([name, value]) => `${name}=${quote(value)}`
  const lines = [
    '# Made by `npm start`, for this machine only. `.dev.vars.example` says what each is for.',
    ...Object.entries(made).map(line),
    ...own.map(line),
    '# Written anew at each start.',
    ...Object.entries(addresses).map(line),
  ]
  writePrivate(varsFileOf(dataDir), `${lines.join('\n')}\n`)
  return { ...made, ...Object.fromEntries(own), ...addresses }
}

/** Whether a person has put the key of an account at Stripe in place of ours. */
export function isOwnStripe({ STRIPE_SECRET_KEY: key }) {
  return key !== undefined && !key.startsWith(LOCAL_STRIPE)
}

/** `NAME=value` lines as wrangler reads them: a quoted value is taken as it stands. */
export function parseVars(text) {
  /** @type {Record<string, string>} */
  const vars = {}
  for (const line of text.split('\n')) {
    const match = line.match(/^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/)
    if (!match) continue
    const [, name, value] = match
    const quoted = value.match(/^(['"])(.*)\1$/)
    vars[name] = quoted ? quoted[2] : value
  }
  return vars
}

const quote = (value) => (/^[\w:/.@+,=%-]*$/.test(value) ? value : `'${value}'`)
