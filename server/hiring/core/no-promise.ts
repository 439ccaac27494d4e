/** When a reply is due to somebody whom the team entered by hand: never, since none was promised to them. */
export const NO_PROMISE = new Date('2999-12-31T00:00:00.000Z')
