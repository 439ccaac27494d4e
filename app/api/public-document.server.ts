/** The OpenAPI document of `/v1`, what its eight errors mean, and its answers, for the page that explains them. */
export { ERROR_WORDS, publicDocument } from '../../server/entry/public-document'
export { EXAMPLES } from '../../server/entry/public-examples'
export { readPublic } from '../../server/entry/public-router'
