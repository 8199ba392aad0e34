import { StartupError } from '@maroquin/platform/errors';
import { doctorAntivirus } from './doctor-antivirus.js';
import { doctorKeys } from './doctor-keys.js';
import { doctorMail } from '../doctor-mail.js';
import { doctorSignIn } from './doctor-sign-in.js';
import { doctorStorage } from './doctor-storage.js';

const known = ['storage', 'keys', 'ldap', 'oidc', 'antivirus', 'mail', 'all'] as const;

/** `maroquin doctor [storage|keys|ldap|oidc|antivirus|mail|all]`: probes each real dependency; exit 1 on a failure. `all`: the storage. */
export async function doctor(
  what: string,
  options: { json?: boolean; prepare?: boolean; to?: string },
): Promise<void> {
  if (!(known as readonly string[]).includes(what)) {
    throw new StartupError(
      `doctor ne connaît pas encore cela. Choisissez parmi : ${known.join(', ')}.`,
      `doctor does not know this yet. Choose among: ${known.join(', ')}.`,
    );
  }
  if (what === 'ldap' || what === 'oidc') return doctorSignIn(what, options.json ?? false);
  if (what === 'antivirus') return doctorAntivirus(options.json ?? false);
  if (what === 'mail') return doctorMail(options.json ?? false, options.to ?? null);
  if (what === 'keys') return doctorKeys(options.json ?? false);
  await doctorStorage(options);
}
