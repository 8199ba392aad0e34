import type { SearchHit, SearchPiece } from '@maroquin/contracts';
import { File, FileText, Folder, Hash, Layers, type LucideIcon, MessageCircle } from 'lucide-react';
import { conversationHref, fileHref, landingHash, resourceHref } from '../../frame/index.js';
import type { Translate } from '../../i18n/index.js';
import { Icon, personName } from '../../ui/index.js';

/** A text with what was looked for in it marked. */
export function Marked({ pieces }: { pieces: readonly SearchPiece[] }) {
  return pieces.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text));
}

export const textOf = (pieces: readonly SearchPiece[]): string => pieces.map(({ text }) => text).join('');

/** Where a hit opens: a message in its conversation, at its place; a document and a file at the words that were found. */
export function hitHref({ id, kind, place, message, extract, page }: SearchHit): string {
  // A comment stands in its document.
  if (message?.documentId === id) return `/d/${id}?commentaire=${message.conversationId}`;
  if (message !== undefined) {
    const query = new URLSearchParams({ message: String(message.seq) });
    if (message.rootSeq !== null) query.set('fil', String(message.rootSeq));
    return `${conversationHref(id)}?${query.toString()}`;
  }
  if (kind === 'direct' || kind === 'message') return conversationHref(id);
  if (kind === 'file' || kind === 'document') {
    const href = kind === 'file' ? fileHref(id) : resourceHref({ id, kind, parentId: null });
    return href + landingHash({ passage: extract, page });
  }
  if (kind === 'channel') return conversationHref(id);
  return resourceHref({ id, kind, parentId: place?.id ?? null });
}

const ICONS: Readonly<Record<SearchHit['kind'], LucideIcon>> = {
  document: FileText,
  file: File,
  folder: Folder,
  space: Layers,
  channel: Hash,
  message: Hash,
  direct: MessageCircle,
};

export function HitGlyph({ kind }: Pick<SearchHit, 'kind'>) {
  return (
    <span className={`mq-glyph ${kind === 'document' ? '' : 'n'}`} aria-hidden="true">
      <Icon of={ICONS[kind]} />
    </span>
  );
}

/** "Nadia Belkacem, Comité de suivi"; the name, marked, of everything else. */
export function HitTitle({ hit, t }: { hit: SearchHit; t: Translate }) {
  if (hit.message === undefined) return <Marked pieces={hit.title} />;
  const author = hit.author === null ? t('search.formerMember') : personName(t, hit.author);
  const name = textOf(hit.title);
  if (name === '') return author;
  const { documentId } = hit.message;
  const key = documentId === null ? 'saidIn' : documentId === hit.id ? 'commented' : 'saidBeside';
  return t(`search.${key}`, { author, name });
}

/** Which of the groups it is shown in. */
export const groupOf = ({ kind }: SearchHit): 'documents' | 'messages' | 'files' | 'places' => {
  if (kind === 'document') return 'documents';
  if (kind === 'file') return 'files';
  return kind === 'message' || kind === 'direct' ? 'messages' : 'places';
};
