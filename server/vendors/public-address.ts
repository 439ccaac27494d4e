/**
 * Whether an address of the internet is public: none that is private, of this machine, of this link, shared, reserved, or made to
 * reach another one through it. What cannot be read as an address is not public.
 * Source: the IANA special-purpose address registries for IPv4 and IPv6.
 */
export function isPublicAddress(address: string): boolean {
  const four = readIpv4(address)
  if (four !== null) return !RESERVED_IPV4.some(([from, bits]) => four >>> (32 - bits) === from >>> (32 - bits))
  const six = readIpv6(address)
  if (six === null) return false
  const [first = 0, second = 0] = six
  // Only global unicast, and of that neither the block of protocols (Teredo, ORCHID …), nor documentation, nor 6to4.
  const isGlobal = first >= 0x2000 && first <= 0x3fff
  const isSpecial = (first === 0x2001 && (second < 0x200 || second === 0xdb8)) || first === 0x2002 || (first === 0x3fff && second < 0x1000)
  return isGlobal && !isSpecial
}

/** Whether a host, as a URL holds it, is an address and not a name. */
export function isAddress(host: string): boolean {
  return host.startsWith('[') || readIpv4(host) !== null
}

const RESERVED_IPV4 = (
  [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ] as const
).map(([from, bits]) => [readIpv4(from) ?? 0, bits] as const)

function readIpv4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number)
  if (!parts || parts.some((part) => part > 255)) return null
  return parts.reduce((sum, part) => ((sum << 8) | part) >>> 0, 0)
}

/** The eight groups of an IPv6 address. */
function readIpv6(text: string): number[] | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const four = dotted?.[2] === undefined ? null : readIpv4(dotted[2])
  if (dotted && four === null) return null
  const plain = dotted && four !== null ? `${dotted[1]}${(four >>> 16).toString(16)}:${(four & 0xffff).toString(16)}` : text
  const halves = plain.split('::')
  if (halves.length > 2) return null
  const groupsOf = (half: string | undefined) => (half ? half.split(':') : [])
  const [head, tail] = [groupsOf(halves[0]), groupsOf(halves[1])]
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail]
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : null
}
