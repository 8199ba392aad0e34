import type { Command } from 'commander';
import { json } from '../common/json-option.js';
import { say } from '../common/output.js';
import type { AdministratorCreateOptions } from '../verbs/accounts/administrator-create.js';
import type { OrganisationCreateOptions } from '../verbs/accounts/organisation-create.js';
import type { TokenCreateOptions } from '../verbs/accounts/token-create.js';
import type { TokenRevokeOptions } from '../verbs/accounts/token-revoke.js';
import type { UserCreateOptions } from '../verbs/accounts/user-create.js';
import type { UserForgetCodeOptions } from '../verbs/accounts/user-forget-code.js';
import type { UserImportOptions } from '../verbs/accounts/user-import.js';
import type { UserLinkOptions } from '../verbs/accounts/user-link.js';

export function organisations(program: Command): void {
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
      (await import('../verbs/accounts/organisation-create.js')).organisationCreate(options),
    );
}

export function people(program: Command): void {
  const users = program.command('user').description(say('comptes', 'accounts'));
  peopleFiles(users);
  users
    .command('forget-code')
    .description(
      say(
        'retire le générateur de codes de qui a perdu son téléphone et ses codes de secours',
        'removes the code generator of whoever lost the telephone and the recovery codes',
      ),
    )
    .requiredOption('--user <adresse>', say('adresse ou identifiant', 'address or id'))
    .option('--passkeys', say('et toutes ses clés d’accès', 'and all passkeys'))
    .option(...json)
    .action(async (options: UserForgetCodeOptions) =>
      (await import('../verbs/accounts/user-forget-code.js')).userForgetCode(options),
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
    .action(async (options: UserLinkOptions) =>
      (await import('../verbs/accounts/user-link.js')).userLink(options),
    );
  users
    .command('create')
    .description(say('crée un compte et son lien de connexion', 'creates an account and its sign-in link'))
    .requiredOption('--email <adresse>')
    .requiredOption('--name <nom>')
    .option('--org <organisation>', say('nom ou identifiant', 'name or id'))
    .option('--admin', say('peut gérer les personnes', 'may manage people'))
    .option(...json)
    .action(async (options: UserCreateOptions) =>
      (await import('../verbs/accounts/user-create.js')).userCreate(options),
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
      (await import('../verbs/accounts/user-import.js')).userImport(file, options),
    );
}

export function tokens(program: Command): void {
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
      (await import('../verbs/accounts/token-revoke.js')).tokenRevoke(options),
    );
  token
    .command('create')
    .description(say('crée un jeton, montré une seule fois', 'creates a token, shown once'))
    .requiredOption('--user <adresse>', say('adresse ou identifiant', 'address or id'))
    .requiredOption('--scopes <portées>', 'documents,files,messages,admin,scim,all')
    .option('--days <jours>', say('durée de validité', 'days of validity'))
    .option(...json)
    .action(async (options: TokenCreateOptions) =>
      (await import('../verbs/accounts/token-create.js')).tokenCreate(options),
    );
}

export function administrators(program: Command): void {
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
      (await import('../verbs/accounts/administrator-create.js')).administratorCreate(options),
    );
}
