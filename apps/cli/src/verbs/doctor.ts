import { StartupError } from '@maroquin/platform/errors';
import { doctorStorage } from './doctor-storage.js';

const known = ['storage', 'all'] as const;

/** `maroquin doctor [storage|all]`: probes each real dependency; exit 1 on a failure. */
export async function doctor(what: string, options: { json?: boolean; prepare?: boolean }): Promise<void> {
  if (!(known as readonly string[]).includes(what)) {
    throw new StartupError(
      `doctor ne connaît pas encore cela. Choisissez parmi : ${known.join(', ')}.`,
      `doctor does not know this yet. Choose among: ${known.join(', ')}.`,
    );
  }
  await doctorStorage(options);
}
