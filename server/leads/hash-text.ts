/** A 32-bit number for a text (FNV-1a over UTF-16 units). The weights in public/models/detector.json depend on it: another hash needs another training. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}
