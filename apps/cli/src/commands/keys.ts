import type { Command } from 'commander';
import { json, type Json } from '../common/json-option.js';
import { say } from '../common/output.js';

export function keys(program: Command): void {
  const command = program.command('keys').description(say('clés du client', 'the customer’s keys'));
  command
    .command('rotate')
    .description(say('renouvelle les clés, pendant qu’on travaille', 'renews the keys, while people work'))
    .option(...json)
    .action(async (options: Json) => (await import('../verbs/keys.js')).keysRotate(options));
  command
    .command('move')
    .description(
      say(
        'passe de KEY_FORMER à KEY_PROVIDER, pendant qu’on travaille',
        'moves from KEY_FORMER to KEY_PROVIDER, while people work',
      ),
    )
    .option(...json)
    .action(async (options: Json) => (await import('../verbs/keys.js')).keysMove(options));
  command
    .command('certificate <organisation>')
    .description(say('imprime l’attestation d’une clé détruite', 'prints the certificate of a destroyed key'))
    .action(async (organisation: string) =>
      (await import('../verbs/keys-certificate.js')).keysCertificate(organisation),
    );
  for (const [verb, fr, en] of [
    [
      'close',
      'ferme tout ce qu’a une organisation, partout, jusqu’à « open »',
      'closes all that an organisation has, everywhere, until “open”',
    ],
    ['open', 'rouvre une organisation fermée', 'opens a closed organisation again'],
  ] as const)
    command
      .command(`${verb} <organisation>`)
      .description(say(fr, en))
      .requiredOption(
        '--by <id>',
        say('identifiant de la personne qui a la garde des clés', 'id of the key custodian'),
      )
      .option(...json)
      .action(async (organisation: string, options: Json & { by: string }) =>
        (await import('../verbs/keys-close.js')).keysCloseOrOpen(verb, organisation, options),
      );
}
