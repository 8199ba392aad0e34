import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { emailSchema, nameSchema } from '@maroquin/contracts';
import { StartupError } from '@maroquin/platform/errors';

export interface PersonLine {
  readonly email: string;
  readonly name: string;
  readonly admin: boolean;
}

export const MAX_BYTES = 8 * 1024 * 1024;
const MAX_PEOPLE = 20_000;
/** Faulty lines that are listed; the rest is counted. */
const MAX_LISTED = 20;

/** What the columns may be called, in French and English, whatever the case and the accents. */
const COLUMNS: Readonly<Record<keyof PersonLine, readonly string[]>> = {
  email: ['email', 'e-mail', 'courriel', 'adresse', 'mail'],
  name: ['name', 'nom', 'nom complet', 'prenom et nom'],
  admin: ['admin', 'administrateur', 'administrator'],
};
const YES = new Set(['oui', 'o', 'yes', 'y', 'true', 'vrai', '1', 'x']);
const NO = new Set(['', 'non', 'n', 'no', 'false', 'faux', '0']);

const plain = (word: string): string => word.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();

/** Spreadsheets in French save as Windows-1252 unless told otherwise, and part columns by semicolons. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const delimiterOf = (text: string): string => {
  const [head = ''] = text.split(/\r?\n/, 1);
  return [';', '\t', ','].find((delimiter) => head.includes(delimiter)) ?? ',';
};

const rowsSchema = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }),
);

/**
 * People of a CSV file (RFC 4180), with a first line that names the columns. All of them, or none: whoever imports a list
 * mends it and comes again.
 * @throws {StartupError} with the lines that are wrong, and why
 */
export function peopleOf(bytes: Uint8Array): PersonLine[] {
  if (bytes.length > MAX_BYTES)
    throw new StartupError('Ce fichier dépasse 8 Mo.', 'This file is larger than 8 MB.');
  const rows = recordsOf(textOf(bytes));
  const faults: { readonly fr: string; readonly en: string }[] = [];
  const lineOfAddress = new Map<string, number>();
  const people: PersonLine[] = [];
  for (const { record, info } of rows) {
    const line = String(info.lines);
    const [email, name] = [
      emailSchema.safeParse(record['email']?.trim()),
      nameSchema.safeParse(record['name']),
    ];
    const admin = plain(record['admin'] ?? '');
    if (!email.success) faults.push({ fr: `ligne ${line} : adresse`, en: `line ${line}: address` });
    else if (!name.success) faults.push({ fr: `ligne ${line} : nom`, en: `line ${line}: name` });
    else if (!YES.has(admin) && !NO.has(admin))
      faults.push({ fr: `ligne ${line} : admin (oui ou non)`, en: `line ${line}: admin (yes or no)` });
    else {
      const before = lineOfAddress.get(email.data.toLowerCase());
      if (before === undefined) people.push({ email: email.data, name: name.data, admin: YES.has(admin) });
      else
        faults.push({
          fr: `ligne ${line} : adresse de la ligne ${String(before)}`,
          en: `line ${line}: address of line ${String(before)}`,
        });
      lineOfAddress.set(email.data.toLowerCase(), before ?? info.lines);
    }
  }
  if (faults.length > 0) throw faulty(faults);
  if (people.length === 0) throw new StartupError('Ce fichier ne nomme personne.', 'This file names nobody.');
  if (people.length > MAX_PEOPLE)
    throw new StartupError(
      'Ce fichier nomme plus de 20 000 personnes.',
      'This file names more than 20,000 people.',
    );
  return people;
}

function recordsOf(text: string): z.infer<typeof rowsSchema> {
  try {
    return rowsSchema.parse(
      parse(text, {
        bom: true,
        columns: (names: string[]) => columnsOf(names),
        delimiter: delimiterOf(text.replace(/^\uFEFF/, '')),
        info: true,
        skip_empty_lines: true,
        skip_records_with_empty_values: true,
      }),
    );
  } catch (cause) {
    if (cause instanceof StartupError) throw cause;
    throw new StartupError(
      'Ce fichier n’est pas un CSV : vérifiez les guillemets et le nombre de colonnes.',
      'This file is no CSV: check the quotes and the number of columns.',
      { cause },
    );
  }
}

/** @throws {StartupError} when one that is needed is missing */
function columnsOf(names: readonly string[]): string[] {
  const found = names.map((name, index) => {
    const known = Object.entries(COLUMNS).find(([, words]) => words.includes(plain(name)));
    return known?.[0] ?? `column ${String(index)}`;
  });
  if (!found.includes('email') || !found.includes('name'))
    throw new StartupError(
      'La première ligne doit nommer les colonnes « email » et « nom » (et, si besoin, « admin »).',
      'The first line has to name the columns “email” and “name” (and “admin”, where needed).',
    );
  return found;
}

function faulty(faults: readonly { readonly fr: string; readonly en: string }[]): StartupError {
  const listed = faults.slice(0, MAX_LISTED);
  const more = faults.length - listed.length;
  return new StartupError(
    `Rien n’a été créé. À corriger — ${listed.map(({ fr }) => fr).join(' ; ')}${more > 0 ? ` ; et ${String(more)} autres` : ''}.`,
    `Nothing was created. To be mended: ${listed.map(({ en }) => en).join('; ')}${more > 0 ? `; and ${String(more)} more` : ''}.`,
  );
}
