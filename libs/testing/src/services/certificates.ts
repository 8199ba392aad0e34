import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './daemon.js';
import { findProgram } from './programs.js';

export const openssl = (...args: string[]): Promise<string> => runToEnd(findProgram('openssl'), args);
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];

/** An authority of certificates in this folder, as `NAME.pem` and `NAME.key`. */
export async function makeAuthority(folder: string, name: string): Promise<void> {
  const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.pem`)];
  await openssl('req', '-x509', ...NEW_KEY, '-subj', `/CN=${name}`, ...files);
}

/** A certificate of that authority; `extensions` as openssl.cnf writes them. */
export async function issue(
  folder: string,
  [authority, name]: readonly [string, string],
  extensions: readonly string[],
): Promise<void> {
  const at = (file: string): string => join(folder, file);
  writeFileSync(at(`${name}.ext`), extensions.join('\n'));
  await openssl(
    ...['req', ...NEW_KEY, '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)],
  );
  await openssl(
    ...['x509', '-req', '-days', '2', '-in', at(`${name}.csr`), '-CA', at(`${authority}.pem`)],
    ...['-CAkey', at(`${authority}.key`), '-CAcreateserial', '-extfile', at(`${name}.ext`)],
    ...['-out', at(`${name}.pem`)],
  );
}
