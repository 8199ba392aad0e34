import type { Command } from 'commander';
import { json, type Json } from '../common/json-option.js';
import { say } from '../common/output.js';

export function running(program: Command): void {
  program
    .command('start')
    .description(say('lance le serveur', 'runs the server'))
    .option('--demo', say('avec une organisation de démonstration', 'with a demonstration organisation'))
    .action(async ({ demo = false }: { demo?: boolean }) =>
      (await import('../../../server/src/run-server.js')).runServer({ demo }),
    );
  program
    .command('migrate')
    .description(say('met la base de données à jour', 'brings the database up to date'))
    .option(...json)
    .action(async (options: Json) => (await import('../verbs/migrate.js')).migrateVerb(options));
  program
    .command('doctor [quoi]')
    .description(
      say(
        'éprouve ce dont Maroquin dépend : storage, keys, ldap, oidc, antivirus, mail',
        'probes what Maroquin depends on: storage, keys, ldap, oidc, antivirus, mail',
      ),
    )
    .option('--prepare', say('crée le compartiment s’il manque', 'makes the bucket if it is missing'))
    .option(
      '--to <adresse>',
      say('avec mail : y envoie un message d’essai', 'with mail: sends a test message there'),
    )
    .option(...json)
    .action(async (what: string | undefined, options: Json & { prepare?: boolean; to?: string }) =>
      (await import('../verbs/doctor/doctor.js')).doctor(what ?? 'all', options),
    );
}
