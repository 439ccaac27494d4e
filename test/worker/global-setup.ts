import type { TestProject } from 'vitest/node'
import { startSystem } from '../start-system'

/** One empty system for all tests of the served Worker. */
export default async function setup(project: TestProject) {
  const system = await startSystem({ seeded: false })
  project.provide('system', { origin: system.origin, vars: system.vars, dataDir: system.dataDir })
  return () => system.stop()
}

declare module 'vitest' {
  export interface ProvidedContext {
    system: { origin: string; vars: Record<string, string>; dataDir: string }
  }
}
