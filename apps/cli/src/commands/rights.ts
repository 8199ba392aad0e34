import type { Command } from 'commander';
import { json } from '../common/json-option.js';
import { say } from '../common/output.js';
import type { RightsSignOptions } from '../verbs/rights-sign.js';

export function rights(program: Command): void {
  program
    .command('rights')
    .description(say('droits écrits dans la base', 'rights written in the database'))
    .command('sign')
    .description(
      say(
        'signe de nouveau les droits d’une base remise à avant la mise à jour',
        'signs again the rights of a database put back to before the upgrade',
      ),
    )
    .requiredOption(
      '--by <personne>',
      say(
        'adresse ou identifiant de la personne qui le décide',
        'address or id of the person who decides it',
      ),
    )
    .option(...json)
    .action(async (options: RightsSignOptions) =>
      (await import('../verbs/rights-sign.js')).rightsSign(options),
    );
}
