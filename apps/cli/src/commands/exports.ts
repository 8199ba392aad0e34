import type { Command } from 'commander';
import { json, type Json } from '../common/json-option.js';
import { say } from '../common/output.js';
import type { ImportOrganisationOptions } from '../verbs/import-organisation.js';

interface OrganisationOptions extends Json {
  by: string;
  to: string;
}

interface Options extends Json {
  format: string;
  by: string;
  out?: string;
}

export function exports(program: Command): void {
  const command = program
    .command('export')
    .description(say('documents, organisations entières', 'documents, whole organisations'));
  document(command);
  command
    .command('organisation <id>')
    .description(
      say(
        'écrit toute une organisation dans des formats ouverts, une fois qu’une personne chargée du contrôle l’a accordé',
        'writes a whole organisation in open formats, once an auditor agreed',
      ),
    )
    .requiredOption(
      '--by <personne>',
      say(
        'adresse ou identifiant de la personne qui a la garde des clés',
        'address or id of the key custodian',
      ),
    )
    .requiredOption(
      '--to <lieu>',
      say(
        'dossier à créer, ou fichier qui finit par « .zip »',
        'folder to create, or file that ends in “.zip”',
      ),
    )
    .option(...json)
    .action(async (id: string, options: OrganisationOptions) =>
      (await import('../verbs/export-organisation.js')).exportOrganisation(id, options),
    );
}

export function imports(program: Command): void {
  program
    .command('import')
    .description(say('organisations exportées', 'exported organisations'))
    .command('organisation <export>')
    .description(
      say(
        'reprend une organisation exportée dans une organisation vide, après l’avoir vérifiée',
        'brings an exported organisation into an empty one, after verifying it',
      ),
    )
    .requiredOption(
      '--by <personne>',
      say(
        'adresse ou identifiant de la personne qui administre l’organisation vide',
        'address or id of an administrator of the empty organisation',
      ),
    )
    .option('--key <clé>', say('clé publique attendue, en base64', 'expected public key, base64'))
    .option(...json)
    .action(async (path: string, options: ImportOrganisationOptions) =>
      (await import('../verbs/import-organisation.js')).importOrganisation(path, options),
    );
}

function document(command: Command): void {
  command
    .command('document <id>')
    .description(
      say(
        'écrit un document dans un fichier et dit ce que le format ne garde pas',
        'writes a document into a file, and says what the format does not keep',
      ),
    )
    .requiredOption('--format <format>', 'odt, docx, pdf, pdfa, md, html, txt, json')
    .requiredOption(
      '--by <personne>',
      say(
        'adresse ou identifiant de la personne dont les droits s’appliquent',
        'address or id of the person whose rights apply',
      ),
    )
    .option(
      '--out <fichier>',
      say(
        'fichier à écrire, ou dossier qui finit par « / » (par défaut : ici, sous le titre du document)',
        'file to write, or a folder that ends in “/” (default: here, under the title of the document)',
      ),
    )
    .option(...json)
    .action(async (id: string, options: Options) =>
      (await import('../verbs/export-document.js')).exportDocument(id, options),
    );
}
