/** Whether a `Host` names this very machine. Names that lead to it are not believed: anybody may let theirs do so. */
export const isLoopbackHost = (host: string) => /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host)
