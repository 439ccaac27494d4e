import type { TestProject } from 'vitest/node'
import { HOST_NAMES, newHost } from './hosts'

/** Starts both hosts once for all tests; each test has a room of its own. */
export default async function setup(project: TestProject) {
  const started = await Promise.allSettled(HOST_NAMES.map(newHost))
  const hosts = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const stop = async () => {
    await Promise.all(hosts.map((host) => host.stop()))
  }
  const failed = started.find((result) => result.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  const [partykit, durable] = hosts
  project.provide('roomHosts', { partykit: partykit?.address ?? '', durable: durable?.address ?? '' })
  return stop
}

declare module 'vitest' {
  export interface ProvidedContext {
    roomHosts: { partykit: string; durable: string }
  }
}
