import type { TestProject } from 'vitest/node'
import { startSystem } from '../start-system'

/** One seeded system for all tests in a browser. */
export default async function setup(project: TestProject) {
  const system = await startSystem({ seeded: true })
  project.provide('system', { origin: system.origin, vars: system.vars, dataDir: system.dataDir })
  return () => system.stop()
}
