import type { Command } from 'commander';
import { json, type Json } from '../common/json-option.js';
import { say } from '../common/output.js';
import type { AuditVerifyOptions } from '../verbs/audit.js';

export function audits(program: Command): void {
  const audit = program.command('audit').description(say('journal d’audit', 'audit log'));
  const org = ['--org <identifiant>', say('cette organisation seulement', 'this organisation only')] as const;
  audit
    .command('verify')
    .description(
      say(
        'vérifie la chaîne, dans la base ou dans un export',
        'verifies the chain, in the database or in an export',
      ),
    )
    .option(
      '--export <fichier>',
      say('vérifie ce fichier, sans base', 'verifies this file, without a database'),
    )
    .option('--public-key <clé>', say('la clé gardée (audit key)', 'the key that was kept (audit key)'))
    .option(
      '--anchors <fichier>',
      say(
        'points de contrôle gardés ailleurs, ou journal d’un serveur syslog',
        'checkpoints kept elsewhere, or the log of a syslog server',
      ),
    )
    .option(
      '--tsa-certificate <fichier>',
      say(
        'certificat de l’autorité d’horodatage, pour en lire les jetons',
        'certificate of the time-stamp authority, to read its tokens by',
      ),
    )
    .option(...org)
    .option(...json)
    .action(async (options: AuditVerifyOptions) => (await import('../verbs/audit.js')).auditVerify(options));
  audit
    .command('export <fichier>')
    .description(
      say(
        'écrit l’audit, sa clé publique et sa fin signée',
        'writes the audit, its public key and its signed end',
      ),
    )
    .option(...org)
    .option(...json)
    .action(async (file: string, options: Json & { org?: string }) =>
      (await import('../verbs/audit.js')).auditExport(file, options),
    );
  auditKeys(audit, org);
}

function auditKeys(audit: Command, org: readonly [string, string]): void {
  audit
    .command('key')
    .description(say('affiche la clé publique de l’audit', 'prints the public key of the audit'))
    .option(...json)
    .action(async (options: Json) => (await import('../verbs/audit.js')).auditKey(options));
  audit
    .command('erase')
    .description(
      say(
        'retire une personne de l’audit, qui reste vérifiable',
        'takes a person out of the audit, which can still be verified',
      ),
    )
    .requiredOption('--person <identifiant>')
    .option(...org)
    .option(...json)
    .action(async (options: Json & { person: string; org?: string }) =>
      (await import('../verbs/audit.js')).auditErase(options),
    );
}
