/** Ports of what is not public: chosen once, kept in `ports.json` of the data folder, chosen anew when somebody else has taken one. */
import { randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'

/**
 * A port for each name, the same as last time where that is still free.
 * @param {string} dataDir
 * @param {string[]} names
 * @returns {Promise<Record<string, number>>}
 */
export async function keepPorts(dataDir, names) {
  const file = path.join(dataDir, 'ports.json')
  const kept = readPorts(file)
  /** @type {Record<string, number>} */
  const ports = { ...kept }
  for (const name of names) {
    const others = new Set(Object.entries(ports).flatMap(([other, port]) => (other === name ? [] : [port])))
    const port = ports[name]
    if (port === undefined || others.has(port) || !(await isPortFree(port))) ports[name] = await findFreePort(others)
  }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(ports, null, 2)}\n`)
  renameSync(`${file}.new`, file)
  return ports
}

/** Whether a server may listen there, on loopback and on every other address of this machine. */
export async function isPortFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'))
}

/** Below the range that the system gives to outgoing connections, so that none of them takes a port between two starts. */
const PORTS = { first: 20_000, last: 31_999 }

/**
 * A free port, drawn by lot.
 * @param {Set<number>} except
 * @param {{ first: number, last: number }} among systems that start at the same time draw from ranges of their own
 */
export async function findFreePort(except = new Set(), { first, last } = PORTS) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(first, last + 1)
    if (!except.has(port) && (await isPortFree(port))) return port
  }
  throw new Error(`No free port was found between ${first} and ${last}.`)
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

function readPorts(file) {
  try {
    const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8')))
    return Object.fromEntries(entries.filter(([, port]) => Number.isInteger(port) && port > 1_023 && port < 65_536))
  } catch {
    return {}
  }
}
