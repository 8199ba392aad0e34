export { type SignInCard, signInLines } from './finding.js';
export { probeDirectory } from './probe-directory.js';
export { probeProvider } from './probe-provider.js';
