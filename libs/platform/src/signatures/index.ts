export { canonicalJson } from './canonical-json.js';
export {
  digestOf,
  type ForgeryKind,
  signedFile,
  signStatement,
  type SignedVerdict,
  type Statement,
  verifySignedFile,
} from './signed-document.js';
