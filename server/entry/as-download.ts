/** To be saved under the name its owner gave it; `plain` is for clients that read ASCII alone. */
export function asDownload(plain: string, name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
