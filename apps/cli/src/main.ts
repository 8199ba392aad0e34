import { Command } from 'commander';
import '../../server/src/compile-cache.js';
import { say } from './common/output.js';
import type { AdministratorCreateOptions } from './verbs/administrator-create.js';
import type { AuditVerifyOptions } from './verbs/audit.js';
import type { EgressOptions } from './verbs/egress.js';
import type { OrganisationCreateOptions } from './verbs/organisation-create.js';
import type { ProveOptions } from './verbs/prove.js';
import type { TokenCreateOptions } from './verbs/token-create.js';
import type { TokenRevokeOptions } from './verbs/token-revoke.js';
import type { UserCreateOptions } from './verbs/user-create.js';
import type { UserForgetCodeOptions } from './verbs/user-forget-code.js';
import type { UserImportOptions } from './verbs/user-import.js';
import type { UserLinkOptions } from './verbs/user-link.js';

interface Json {
  readonly json?: boolean;
}

const json = ['--json', say('répond par un objet JSON', 'answers with one JSON object')] as const;

/** Verbs are loaded when called: help answers at once. */
function running(program: Command): void {
  program
    .command('start')
    .description(say('lance le serveur', 'runs the server'))
    .option('--demo', say('avec une organisation de démonstration', 'with a demonstration organisation'))
    .action(async ({ demo = false }: { demo?: boolean }) =>
      (await import('../../server/src/run-server.js')).runServer({ demo }),
    );
  program
    .command('migrate')
    .description(say('met la base de données à jour', 'brings the database up to date'))
    .option(...json)
    .action(async (options: Json) => (await import('./verbs/migrate.js')).migrateVerb(options));
  program
    .command('doctor [quoi]')
    .description(
      say(
        'éprouve ce dont Maroquin dépend : storage, ldap, oidc',
        'probes what Maroquin depends on: storage, ldap, oidc',
      ),
    )
    .option('--prepare', say('crée le compartiment s’il manque', 'makes the bucket if it is missing'))
    .option(...json)
    .action(async (what: string | undefined, options: Json & { prepare?: boolean }) =>
      (await import('./verbs/doctor.js')).doctor(what ?? 'all', options),
    );
}

function sovereignty(program: Command): void {
  program
    .command('prove')
    .description(
      say(
        'contrôle et signe ce que cette instance prouve de sa souveraineté',
        'checks and signs what this instance proves of its sovereignty',
      ),
    )
    .option('--only <numéros>', say('ces propriétés, de 1 à 10', 'these properties, from 1 to 10'))
    .option(...json)
    .action(async (options: ProveOptions) => (await import('./verbs/prove.js')).proveVerb(options));
  const egress = program
    .command('egress')
    .description(
      say(
        'règles de pare-feu pour les adresses de la configuration, et rien d’autre',
        'firewall rules for the addresses of the configuration, and nothing else',
      ),
    );
  for (const form of ['nftables', 'networkpolicy'] as const)
    egress
      .command(form)
      .description(say('les écrit sur la sortie', 'prints them'))
      .option(
        '--account <nom>',
        say(
          'compte du serveur, ou étiquette « app.kubernetes.io/name »',
          'account of the server, or label “app.kubernetes.io/name”',
        ),
        'maroquin',
      )
      .action(async (options: EgressOptions) =>
        (await import('./verbs/egress.js')).egressVerb(form, options),
      );
}

function organisations(program: Command): void {
  program
    .command('organisation')
    .description(say('organisations de cette instance', 'organisations of this instance'))
    .command('create')
    .description(
      say('crée une organisation et son administrateur', 'creates an organisation and its administrator'),
    )
    .requiredOption('--name <nom>')
    .requiredOption('--admin-email <adresse>')
    .requiredOption('--admin-name <nom>')
    .option(...json)
    .action(async (options: OrganisationCreateOptions) =>
      (await import('./verbs/organisation-create.js')).organisationCreate(options),
    );
}

function people(program: Command): void {
  const users = program.command('user').description(say('comptes', 'accounts'));
  peopleFiles(users);
  users
    .command('forget-code')
    .description(
      say(
        'retire le générateur de codes de qui a perdu son téléphone et ses codes de secours',
        'removes the code generator of who lost the telephone and the recovery codes',
      ),
    )
    .requiredOption('--user <adresse>', say('adresse ou identifiant', 'address or id'))
    .option('--passkeys', say('et toutes ses clés d’accès', 'and all passkeys'))
    .option(...json)
    .action(async (options: UserForgetCodeOptions) =>
      (await import('./verbs/user-forget-code.js')).userForgetCode(options),
    );
  users
    .command('link')
    .description(
      say(
        'affiche un lien de connexion de qui n’a plus d’autre accès ; à remettre à cette personne seulement',
        'prints a sign-in link for somebody who has no other way in: hand it to that person alone',
      ),
    )
    .requiredOption('--user <adresse>', say('adresse ou identifiant', 'address or id'))
    .option(...json)
    .action(async (options: UserLinkOptions) => (await import('./verbs/user-link.js')).userLink(options));
  users
    .command('create')
    .description(say('crée un compte et son lien de connexion', 'creates an account and its sign-in link'))
    .requiredOption('--email <adresse>')
    .requiredOption('--name <nom>')
    .option('--org <organisation>', say('nom ou identifiant', 'name or id'))
    .option('--admin', say('peut gérer les personnes', 'may manage people'))
    .option(...json)
    .action(async (options: UserCreateOptions) =>
      (await import('./verbs/user-create.js')).userCreate(options),
    );
}

function peopleFiles(users: Command): void {
  users
    .command('import <fichier.csv>')
    .description(
      say(
        'crée un compte et un lien pour chaque ligne : email, nom et, si besoin, admin',
        'creates an account and a link for each line: email, name and, where needed, admin',
      ),
    )
    .option('--org <organisation>', say('nom ou identifiant', 'name or id'))
    .option(...json)
    .action(async (file: string, options: UserImportOptions) =>
      (await import('./verbs/user-import.js')).userImport(file, options),
    );
}

function tokens(program: Command): void {
  const token = program.command('token').description(say('jetons d’accès', 'API tokens'));
  token
    .command('revoke')
    .description(
      say('met fin à un jeton d’une personne, ou à tous', 'ends one token of a person, or all of them'),
    )
    .requiredOption('--user <adresse>', say('adresse ou identifiant', 'address or id'))
    .option('--id <identifiant>', say('ce jeton seulement', 'this token only'))
    .option(...json)
    .action(async (options: TokenRevokeOptions) =>
      (await import('./verbs/token-revoke.js')).tokenRevoke(options),
    );
  token
    .command('create')
    .description(say('crée un jeton, montré une seule fois', 'creates a token, shown once'))
    .requiredOption('--user <adresse>', say('adresse ou identifiant', 'address or id'))
    .requiredOption('--scopes <portées>', 'documents,files,messages,admin,scim,all')
    .option('--days <jours>', say('durée de validité', 'days of validity'))
    .option(...json)
    .action(async (options: TokenCreateOptions) =>
      (await import('./verbs/token-create.js')).tokenCreate(options),
    );
}

function search(program: Command): void {
  program
    .command('search')
    .description(say('index de recherche', 'search index'))
    .command('rebuild')
    .description(say('refait l’index, pendant qu’on cherche', 'builds the index again, while people search'))
    .option(...json)
    .action(async (options: Json) => (await import('./verbs/search-rebuild.js')).searchRebuild(options));
}

function storage(program: Command): void {
  const store = program.command('storage').description(say('stockage des fichiers', 'storage of files'));
  store
    .command('recount')
    .description(
      say(
        'compare les comptes gardés à ce qui est là',
        'compares the counts that are kept with what is there',
      ),
    )
    .option(...json)
    .action(async (options: Json) => (await import('./verbs/storage.js')).storageRecount(options));
  store
    .command('verify')
    .description(say('lit et ouvre tout ce qui est stocké', 'reads and opens all that is stored'))
    .option(...json)
    .action(async (options: Json) => (await import('./verbs/storage.js')).storageVerify(options));
}

function administrators(program: Command): void {
  program
    .command('administrator')
    .description(say('comptes d’administration', 'administration accounts'))
    .command('create')
    .description(
      say(
        'crée un compte pour le guichet d’administration, sans droit sur les documents',
        'makes an account for the administration listener, without any right on documents',
      ),
    )
    .requiredOption('--email <adresse>')
    .requiredOption('--name <nom>')
    .option('--org <organisation>', say('nom ou identifiant', 'name or id'))
    .option('--everywhere', say('administre toutes les organisations', 'administers every organisation'))
    .option(...json)
    .action(async (options: AdministratorCreateOptions) =>
      (await import('./verbs/administrator-create.js')).administratorCreate(options),
    );
}

function backups(program: Command): void {
  const backup = program.command('backup').description(say('sauvegardes', 'backups'));
  backup
    .command('create <dossier>')
    .description(say('copie cohérente de la base et des objets', 'consistent copy of database and objects'))
    .option(...json)
    .action(async (folder: string, options: Json) =>
      (await import('./verbs/backup.js')).backupCreate(folder, options),
    );
  backup
    .command('verify <dossier>')
    .description(say('relit chaque fichier et vérifie son empreinte', 'reads every file and checks its hash'))
    .option(...json)
    .action(async (folder: string, options: Json) =>
      (await import('./verbs/backup.js')).backupVerify(folder, options),
    );
  program
    .command('restore <dossier>')
    .description(say('remet une sauvegarde dans un endroit vide', 'puts a backup into an empty place'))
    .option(...json)
    .action(async (folder: string, options: Json) =>
      (await import('./verbs/restore.js')).restore(folder, options),
    );
}

function audits(program: Command): void {
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
    .option('--anchors <fichier>', say('points de contrôle gardés ailleurs', 'checkpoints kept elsewhere'))
    .option(...org)
    .option(...json)
    .action(async (options: AuditVerifyOptions) => (await import('./verbs/audit.js')).auditVerify(options));
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
      (await import('./verbs/audit.js')).auditExport(file, options),
    );
  auditKeys(audit, org);
}

function auditKeys(audit: Command, org: readonly [string, string]): void {
  audit
    .command('key')
    .description(say('affiche la clé publique de l’audit', 'prints the public key of the audit'))
    .option(...json)
    .action(async (options: Json) => (await import('./verbs/audit.js')).auditKey(options));
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
      (await import('./verbs/audit.js')).auditErase(options),
    );
}

const program = new Command('maroquin')
  .description(say('Commandes de Maroquin', 'Commands of Maroquin'))
  .showHelpAfterError();
for (const add of [
  ...[running, sovereignty, organisations, people, tokens, administrators],
  ...[search, audits, storage, backups],
])
  add(program);
/** These look and connect to nothing that they have not judged, or do the same themselves. */
const LOOKING = new Set(['start', 'doctor', 'prove', 'nftables', 'networkpolicy']);
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
