import type { Editor } from '@tiptap/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SearchHit, searchResultsSchema } from '@maroquin/contracts';
import { request } from '../../../api/index.js';
import { fileHref } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { fold, KindGlyph, useDebounced, useStore } from '../../../ui/index.js';
import { insertChosen } from './extensions/typing/one-blank.js';
import type { TextMenuState, TextMenuStore } from './extensions/text-menus.js';
import { TextMenu } from './text-menu.js';

const MOST = 8;

interface LinksMenuProps {
  editor: Editor;
  menu: TextMenuStore;
  /** This document itself is not offered. */
  documentId: string;
}

/** What "[[" may lead to: documents and files that this person finds. */
export function LinksMenu(props: LinksMenuProps) {
  const open = useStore(props.menu);
  return open === null ? null : <OpenMenu {...props} open={open} />;
}

function OpenMenu({ editor, menu, documentId, open }: LinksMenuProps & { open: TextMenuState }) {
  const t = useT();
  const items = useFound(open.query)
    .filter(({ id }) => id !== documentId)
    .map((hit) => ({ ...hit, label: hit.title.map(({ text }) => text).join('') }))
    .filter(({ label }) => isOffered(label, open.query));
  const insert = ({ id, kind }: Pick<SearchHit, 'id' | 'kind'>): void => {
    const path = kind === 'file' ? fileHref(id) : `/d/${id}`;
    insertChosen(editor, { type: 'internalLink', attrs: { path } });
  };
  return (
    <TextMenu {...{ editor, menu, open, items }} label={t('internal.insert')} onChoose={insert}>
      {({ kind, label, place }) => (
        <>
          <KindGlyph resource={{ kind: kind === 'file' ? 'file' : 'document', documentKind: null }} />
          <span>
            {label} {place !== null && <small>{place.name}</small>}
          </span>
        </>
      )}
    </TextMenu>
  );
}

function useFound(query: string): readonly SearchHit[] {
  const q = useDebounced(query.trim(), 150);
  const { data } = useQuery({
    queryKey: ['internal links', q],
    queryFn: ({ signal }) =>
      request('POST', '/search', {
        ...{ body: { q, kinds: ['document', 'file'], limit: MOST }, schema: searchResultsSchema, signal },
      }),
    enabled: q !== '',
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data?.items ?? [];
}

/** Each word that was typed stands in the title: other hits are of the text, or of what was typed before. */
const isOffered = (title: string, query: string): boolean => {
  const typed = fold(query).trim();
  return typed !== '' && typed.split(/\s+/u).every((word) => fold(title).includes(word));
};
