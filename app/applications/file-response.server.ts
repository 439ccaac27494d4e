/** A file of text that is to be saved, never shown in our origin. */
export function fileResponse({ name, mediaType, body }: { name: string; mediaType: string; body: string }): Response {
  return new Response(body, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      'cache-control': 'private, no-store',
    },
  })
}
