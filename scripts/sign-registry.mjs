/**
 * Signs libs/sovereignty/src/registry/providers.json with the maintainers' Ed25519 key, which no checkout holds:
 *   node scripts/sign-registry.mjs KEY.pem          signs, after raising `version` and `issued` by hand
 *   node scripts/sign-registry.mjs --new KEY.pem    makes a key first; its public half then goes into registry-key.ts
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/house.mjs';

const [path, makesKey] = process.argv.includes('--new') ? [process.argv[3], true] : [process.argv[2], false];
if (path === undefined) throw new Error('give the file of the private key');
if (makesKey) {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
}
const key = createPrivateKey(readFileSync(path));
const folder = join(ROOT, 'libs/sovereignty/src/registry');
const signature = sign(null, readFileSync(join(folder, 'providers.json')), key).toString('base64');
writeFileSync(join(folder, 'providers.sig.txt'), `${signature}\n`);
console.log(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
