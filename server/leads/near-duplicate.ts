export { isSameRole, postFingerprint, roleKey } from '../jobs/near-duplicate'
