import type { PersonView, ResourceView, SearchHit } from '@maroquin/contracts';
import { fold } from '../../ui/index.js';
import { groupOf } from './hits.js';

/** Something that the page can do, for the palette: after ">". */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

export type PaletteRow = { readonly id: string } & (
  | { readonly kind: 'hit'; readonly hit: SearchHit }
  | { readonly kind: 'document'; readonly document: ResourceView }
  | { readonly kind: 'person'; readonly person: PersonView }
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'recent'; readonly typed: string }
  /** What may have been meant. */
  | { readonly kind: 'suggestion'; readonly typed: string }
  | { readonly kind: 'all'; readonly typed: string }
);

export interface PaletteGroup {
  readonly id:
    | 'documents'
    | 'messages'
    | 'files'
    | 'places'
    | 'people'
    | 'commands'
    | 'recent'
    | 'recentDocuments'
    | 'suggestions'
    | 'more';
  readonly rows: readonly PaletteRow[];
}

/** Rows of one group, so that each of them is on the first screen. */
const MOST = 4;

const withRows = ({ rows }: PaletteGroup): boolean => rows.length > 0;

/** Before anything is typed. */
export const firstGroups = (recent: readonly string[], documents: readonly ResourceView[]): PaletteGroup[] =>
  [
    {
      id: 'recent' as const,
      rows: recent.map((typed) => ({ id: `recent ${typed}`, kind: 'recent' as const, typed })),
    },
    {
      id: 'recentDocuments' as const,
      rows: documents
        .slice(0, MOST)
        .map((document) => ({ id: document.id, kind: 'document' as const, document })),
    },
  ].filter(withRows);

/** Those whose words begin with what stands behind ">". */
export function commandGroups(typed: string, commands: readonly Command[]): PaletteGroup[] {
  const wanted = fold(typed.slice(1)).split(/\s+/u).filter(Boolean);
  const rows = commands
    .filter(({ label }) => {
      const words = fold(label).split(/[\s’']+/u);
      return wanted.every((one) => words.some((word) => word.startsWith(one)));
    })
    .map((command) => ({ id: `command ${command.id}`, kind: 'command' as const, command }));
  return [{ id: 'commands' as const, rows }].filter(withRows);
}

interface FoundNow {
  readonly hits: readonly SearchHit[];
  readonly people: readonly PersonView[];
  /** What may have been meant. */
  readonly suggestions: readonly string[];
}

/** What was found, the best of each kind. `isOne`: of one kind only, so that there is room for all of it. */
export function hitGroups(
  typed: string,
  { hits, people, suggestions }: FoundNow,
  isOne: boolean,
): PaletteGroup[] {
  const of = (id: 'documents' | 'messages' | 'files' | 'places'): PaletteGroup => ({
    id,
    rows: hits
      .filter((hit) => groupOf(hit) === id)
      .slice(0, isOne ? hits.length : MOST)
      .map((hit) => ({
        id: hit.message ? `${hit.message.conversationId} ${String(hit.message.seq)}` : hit.id,
        kind: 'hit',
        hit,
      })),
  });
  const found = [
    of('documents'),
    of('messages'),
    of('files'),
    of('places'),
    {
      id: 'people' as const,
      rows: people.map((person) => ({ id: person.id, kind: 'person' as const, person })),
    },
    {
      id: 'suggestions' as const,
      rows: suggestions.map((meant) => ({
        ...{ id: `suggestion ${meant}`, kind: 'suggestion' as const },
        typed: meant,
      })),
    },
  ].filter(withRows);
  return hits.length === 0
    ? found
    : [...found, { id: 'more', rows: [{ id: 'all results', kind: 'all', typed }] }];
}
