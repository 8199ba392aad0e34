import { idSchema } from '@maroquin/contracts';
import { KeyDestruction } from '@maroquin/identity';
import { StartupError } from '@maroquin/platform/errors';
import { withSuite } from '../common/with-suite.js';

/** `maroquin keys certificate ORGANISATION`: what its custodians download, for whoever runs the machine. */
export async function keysCertificate(organisation: string): Promise<void> {
  if (!idSchema.safeParse(organisation).success)
    throw new StartupError('Donnez l’identifiant de l’organisation.', 'Give the organisation’s id.');
  const certificate = await withSuite((suite) => suite.get(KeyDestruction).certificate(organisation));
  process.stdout.write(`${JSON.stringify(certificate)}\n`);
}
