/** What we call ourselves in robots.txt. */
export const ROBOT_NAME = 'NumerojobsBot'

/**
 * Whether a site's robots.txt lets us read an address: the group that names us, else the one for everybody; of its rules the longest
 * that fits, and of two as long the one that allows.
 * @param path path and query
 * Source: RFC 9309.
 */
export function mayRead(robotsText: string, path: string): boolean {
  const groups = readGroups(robotsText)
  const own = groups.filter((group) => group.agents.includes(ROBOT_NAME.toLowerCase()))
  const rules = (own.length > 0 ? own : groups.filter((group) => group.agents.includes('*'))).flatMap((group) => group.rules)
  const fitting = rules
    .filter((rule) => rule.path !== '' && fits(rule.path, path))
    .sort((a, b) => b.path.length - a.path.length || Number(b.allows) - Number(a.allows))
  return fitting[0]?.allows ?? true
}

interface Group {
  agents: string[]
  rules: { path: string; allows: boolean }[]
}

function readGroups(text: string): Group[] {
  const groups: Group[] = []
  let isNaming = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, field = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? []
    const name = field.toLowerCase()
    if (name === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [] })
      groups.at(-1)?.agents.push(value.trim().toLowerCase())
    } else if (name === 'allow' || name === 'disallow') groups.at(-1)?.rules.push({ path: value.trim(), allows: name === 'allow' })
    else continue
    isNaming = name === 'user-agent'
  }
  return groups
}

/** `*` stands for anything, `$` at the end for the end. Walked by hand, so that a hostile rule costs no more than its length times that of the path. */
function fits(rule: string, path: string): boolean {
  const isWhole = rule.endsWith('$')
  const parts = (isWhole ? rule.slice(0, -1) : rule).split('*')
  const [first = '', ...rest] = parts
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1
    const found = isLast && isWhole ? path.length - part.length : path.indexOf(part, at)
    if (found < at || !path.startsWith(part, found)) return false
    at = found + part.length
  }
  return !isWhole || at === path.length
}
