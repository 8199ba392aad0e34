import { readFile, stat } from 'node:fs/promises';
import { AccountsCommandService } from '@maroquin/identity';
import { DomainError, StartupError } from '@maroquin/platform/errors';
import { answer, say } from '../../common/output.js';
import { MAX_BYTES, peopleOf, type PersonLine } from '../../common/people-file.js';
import { withSuite } from '../../common/with-suite.js';

export interface UserImportOptions {
  /** Name or id. */
  readonly org?: string;
  readonly json?: boolean;
}

interface Imported {
  readonly created: readonly { readonly email: string; readonly link: string }[];
  /** Addresses that had an account. */
  readonly known: readonly string[];
}

/**
 * `maroquin user import`: an account and a one-use sign-in link for each line of a CSV file. Each is committed before the
 * next: run again after a break, it goes on with those who have no account yet.
 */
export async function userImport(file: string, { org, json = false }: UserImportOptions): Promise<void> {
  const people = peopleOf(await contentOf(file));
  const imported = await withSuite((suite) => createAll(suite.get(AccountsCommandService), people, org));
  const { created, known } = imported;
  answer(json, imported, [
    ...created.map(({ email, link }) => `${email};${link}`),
    say(
      `${String(created.length)} comptes créés, ${String(known.length)} existaient déjà. Remettez chaque lien, à usage unique, à sa personne seulement.`,
      `${String(created.length)} accounts created, ${String(known.length)} there already. Hand each one-use link to its person alone.`,
    ),
  ]);
}

async function contentOf(file: string): Promise<Uint8Array> {
  try {
    if ((await stat(file)).size > MAX_BYTES)
      throw new StartupError('Ce fichier dépasse 8 Mo.', 'This file is larger than 8 MB.');
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof StartupError) throw cause;
    throw new StartupError(`Le fichier ${file} ne peut pas être lu.`, `The file ${file} cannot be read.`, {
      cause,
    });
  }
}

async function createAll(
  accounts: AccountsCommandService,
  people: readonly PersonLine[],
  org: string | undefined,
): Promise<Imported> {
  const created: { email: string; link: string }[] = [];
  const known: string[] = [];
  for (const person of people) {
    try {
      const { link } = await accounts.createUser({ ...person, ...(org === undefined ? {} : { org }) });
      created.push({ email: person.email, link });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'account.exists') throw error;
      known.push(person.email);
    }
  }
  return { created, known };
}
