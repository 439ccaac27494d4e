/** Versions of the texts in `texts.ts`, apart from them: the server needs the numbers alone. A changed sentence is a new version. */
export const NOTICE_VERSION = 1
export const SHARE_TEXT_VERSION = 1
