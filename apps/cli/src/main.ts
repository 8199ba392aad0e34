// First: decorators of whichever verb is loaded ask for it, in whichever order the bundle puts them.
import 'reflect-metadata';
import { Command } from 'commander';
import '../../server/src/compile-cache.js';
import { administrators, organisations, people, tokens } from './commands/accounts.js';
import { audits } from './commands/audit.js';
import { documents } from './commands/documents.js';
import { exports, imports } from './commands/exports.js';
import { keys } from './commands/keys.js';
import { rights } from './commands/rights.js';
import { running } from './commands/running.js';
import { sovereignty } from './commands/sovereignty.js';
import { backups, search, storage } from './commands/stores.js';
import { say } from './common/output.js';

/** Verbs are loaded when called: help answers at once. */
const program = new Command('maroquin')
  .description(say('Commandes de Maroquin', 'Commands of Maroquin'))
  .showHelpAfterError();
for (const add of [
  ...[running, sovereignty, organisations, people, tokens, administrators],
  ...[search, audits, documents, exports, imports, storage, backups, keys, rights],
])
  add(program);
/** These look and connect to nothing that they have not judged, or do the same themselves. */
const LOOKING = new Set(['start', 'doctor', 'prove', 'sbom', 'nftables', 'networkpolicy']);
program.hook('preAction', async (_program, action) => {
  if (action.name() === 'start') return;
  const { confineCommand } = await import('./common/confine.js');
  await confineCommand(!LOOKING.has(action.name()));
});
try {
  await program.parseAsync();
} catch (error) {
  const { startupLine } = await import('@maroquin/platform/errors');
  process.stderr.write(`${startupLine(error)}\n`);
  process.exitCode = 1;
}
