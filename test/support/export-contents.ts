import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesIn } from './departure.js';

type Line = Record<string, unknown>;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;
const digest = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * What an export holds, said without the ids and dates of an instance, so that two of them can be compared: ids become
 * addresses, names and paths. Not compared: who made what, and when; what `kind` somebody has; circuits, duties, audit.
 * @param without addresses of people who are on one side alone
 */
export function contentsOf(folder: string, without: readonly string[] = []): Record<string, unknown> {
  const names = namesIn(folder);
  const say = (id: unknown): string => names.get(String(id)) ?? `?${String(id)}`;
  const named = (text: string): string => text.replaceAll(ID, (id) => names.get(id) ?? id);
  const isKept = (...ids: unknown[]): boolean =>
    !ids.some((id) => without.some((email) => say(id).split('/').includes(email)));
  const rows = (file: string): Line[] => linesIn(join(folder, file));
  const sorted = (lines: unknown[]): string[] => lines.map((line) => JSON.stringify(line)).sort();
  return {
    people: sorted(
      rows('personnes.jsonl')
        .filter(({ id }) => isKept(id))
        .map(({ name, email }) => ({ name, email })),
    ),
    teams: sorted(rows('equipes.jsonl').map(({ name }) => name)),
    members: sorted(
      rows('membres-des-equipes.jsonl').map(({ teamId, memberId }) => [say(teamId), say(memberId)]),
    ),
    roles: sorted(rows('roles.jsonl').map(({ name, base, acts }) => ({ name, base, acts }))),
    rights: sorted(
      rows('droits.jsonl')
        .filter(({ resourceId, subjectId }) => isKept(resourceId, subjectId))
        .map(({ resourceId, subjectId, role, customRoleId, expiresAt }) => [
          ...[
            say(resourceId),
            say(subjectId),
            role,
            customRoleId === null ? null : say(customRoleId),
            expiresAt,
          ],
        ]),
    ),
    resources: sorted(
      rows('ressources.jsonl')
        .filter(({ id }) => isKept(id))
        .map((line) => resource(folder, line, say, named)),
    ),
  };
}

function namesIn(folder: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (file: string, name: (line: Line) => string): void => {
    for (const line of linesIn(join(folder, file))) names.set(String(line['id']), name(line));
  };
  const organisation = JSON.parse(readFileSync(join(folder, 'organisation.json'), 'utf8')) as { id: string };
  names.set(organisation.id, 'organisation');
  add('personnes.jsonl', ({ email }) => String(email));
  add('equipes.jsonl', ({ name }) => `team ${String(name)}`);
  add('roles.jsonl', ({ name }) => `role ${String(name)}`);
  add('ressources.jsonl', ({ parentId, personalOf, name, kind }) => {
    // Called after who takes part, in whichever order.
    if (kind === 'direct') return String(name).split(', ').sort().join(', ');
    const above = parentId === null ? '' : `${names.get(parentId as string) ?? '?'}/`;
    return above + (personalOf === null ? String(name) : (names.get(personalOf as string) ?? '?'));
  });
  return names;
}

function resource(
  folder: string,
  line: Line,
  say: (id: unknown) => string,
  named: (text: string) => string,
): Line {
  const { id, kind, marking, restricted, internal, documentKind, template, language, numberedTitles } = line;
  const { suggestionsOnly, archivedAt, versions, files } = line;
  const messages = join(folder, String(line['path']), 'messages.jsonl');
  return {
    ...{
      where: say(id),
      kind,
      marking,
      restricted,
      internal,
      documentKind,
      template,
      language,
      numberedTitles,
    },
    ...{ suggestionsOnly, isArchived: archivedAt !== undefined && archivedAt !== null },
    versions: (versions as { path: string; mediaType: string }[] | undefined)?.map(({ path, mediaType }) => [
      ...[mediaType, digest(readFileSync(join(folder, path)))],
    ]),
    document: documentOf(folder, files as Record<string, string> | undefined, named),
    messages: existsSync(messages) ? linesIn(messages).map((one) => message(one, say, named)) : undefined,
  };
}

/** Its content, comments and pictures; a picture is what its bytes are, a comment what was said first. */
function documentOf(
  folder: string,
  files: Record<string, string> | undefined,
  named: (text: string) => string,
): unknown {
  if (files === undefined) return undefined;
  const { content, comments, pictures } = JSON.parse(
    readFileSync(join(folder, files['json'] ?? ''), 'utf8'),
  ) as {
    content: unknown;
    comments: Record<string, { said: { text: string }[] }>;
    pictures: Record<string, { base64: string }>;
  };
  const inside = new Map([
    ...Object.entries(comments).map(([id, { said }]) => [id, `comment ${said[0]?.text ?? ''}`] as const),
    ...Object.entries(pictures).map(([id, { base64 }]) => [id, `picture ${digest(base64)}`] as const),
  ]);
  const words = linesIn(join(folder, files['comments'] ?? 'none')).map(({ words: about }) => about);
  const text = JSON.stringify([content, Object.values(comments), words], withoutDefaults);
  return named(text.replaceAll(ID, (id) => inside.get(id) ?? id));
}

function message(line: Line, say: (id: unknown) => string, named: (text: string) => string): unknown {
  const { seq, author, text, at, quote, files, mentions } = line['message'] as {
    seq: number;
    author: { name: string } | null;
    text: string;
    at: string;
    quote?: number;
    files?: { id: string; name: string }[];
    mentions?: { id: string; name: string }[];
  };
  return {
    ...{ seq, replyTo: line['replyTo'], author: author?.name, text: named(text), at, quote },
    ...{ files: files?.map(({ id }) => say(id)), mentions: mentions?.map(({ id, name }) => [say(id), name]) },
  };
}

/** An attribute that nobody set is there or not. */
const withoutDefaults = (key: string, value: unknown): unknown => {
  if (key !== 'attrs' || typeof value !== 'object' || value === null) return value;
  const set = Object.entries(value).filter(([, one]) => one !== null);
  return set.length === 0 ? undefined : Object.fromEntries(set);
};
