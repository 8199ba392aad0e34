import type { Command } from 'commander';
import { json, type Json } from '../common/json-option.js';
import { say } from '../common/output.js';
import type { VerifyOptions } from '../verbs/verify.js';

export function documents(program: Command): void {
  const verify = program
    .command('verify')
    .argument('<fichier>')
    .description(
      say(
        'vérifie un document signé, ou une attestation de destruction, sans instance ni réseau',
        'verifies a signed document, or a certificate of destruction, without an instance or a network',
      ),
    )
    .option('--key <clé>', say('la clé gardée (document key)', 'the key that was kept (document key)'))
    .option(...json)
    .action(async (file: string, options: VerifyOptions) =>
      (await import('../verbs/verify.js')).verifyDocument(file, options),
    );
  verify
    .command('export <lieu>')
    .description(
      say(
        'vérifie l’export d’une organisation, dossier ou ZIP, sans instance ni réseau',
        'verifies the export of an organisation, a folder or a ZIP, without an instance or a network',
      ),
    )
    .option('--key <clé>', say('la clé gardée (document key)', 'the key that was kept (document key)'))
    .option(...json)
    .action(async (place: string, _options: VerifyOptions, command: Command) =>
      (await import('../verbs/verify-export.js')).verifyExportVerb(
        place,
        command.optsWithGlobals<VerifyOptions>(),
      ),
    );
  program
    .command('document')
    .description(say('documents', 'documents'))
    .command('key')
    .description(
      say(
        'affiche la clé publique qui signe les documents approuvés',
        'prints the public key that signs approved documents',
      ),
    )
    .option(...json)
    .action(async (options: Json) => (await import('../verbs/document-key.js')).documentKey(options));
}
