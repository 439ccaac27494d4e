/** The part of autocannon that we use: it brings no types. */
declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    duration: number
    idReplacement: boolean
    requests: { method: 'GET'; path: string; headers: Record<string, string> }[]
  }
  interface Result {
    requests: { average: number; total: number }
    latency: { p50: number; p99: number }
    non2xx: number
    errors: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
