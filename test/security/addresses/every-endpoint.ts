import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@maroquin/platform/config';
import { type Endpoint, endpointsOf } from '@maroquin/platform/egress';
import { ROOT } from '../../support/process/house.js';

/** The one register, of a configuration in which everything of .env.example is set: a new address comes here by itself. */
export function everyEndpoint(): readonly Endpoint[] {
  const folder = mkdtempSync(join(tmpdir(), 'every-endpoint-'));
  try {
    const text = readFileSync(join(ROOT, '.env.example'), 'utf8');
    const env: Record<string, string> = {};
    for (const [, name = '', value = ''] of text.matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)) {
      env[name] = value;
      if (!value.startsWith('/run/secrets/')) continue;
      env[name] = join(folder, name);
      writeFileSync(env[name], '{}');
    }
    const config = loadConfig({
      ...env,
      ...{ OIDC_PROVIDERS: '', OBJECT_STORAGE: 'ceph', BUS: 'valkey', LDAP_STARTTLS: 'on' },
      ...{ KEY_PROVIDER: 'transit', KEY_FORMER: 'pkcs11', KEY_FORMER_FILE: '' },
      CLAMD: 'clamav.exemple.fr:3310',
    });
    return endpointsOf(config).filter(({ host }) => host !== null);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
