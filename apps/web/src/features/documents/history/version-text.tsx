import { useEditor } from '@tiptap/react';
import { useMemo, type ReactNode } from 'react';
import { z } from 'zod';
import type { VersionChange } from '@maroquin/contracts';
import { readerExtensions } from '../prose/extensions/extensions.js';
import type { HueBook } from '../writing/hues.js';
import { useInternalTitles } from '../writing/use-internal-titles.js';
import { imageUrl } from '../writing/images-api.js';
import { blockWords, imageWords } from '../prose/use-prose-editor.js';
import { useDocumentLanguage } from '../writing/language.js';
import { EditorMount } from '../prose/editor-mount.js';
import { Notes } from '../prose/notes.js';
import '../prose/blocks.css';
import { useT } from '../../../i18n/index.js';
import { ChangedParts, classOfChange, tagOfChange, type DescribeVersionChange } from './changed-parts.js';

export interface VersionTextProps {
  documentId: string;
  content: unknown;
  changes: readonly VersionChange[];
  hues: HueBook;
  describe: DescribeVersionChange;
}

const proseSchema = z.object({ type: z.literal('doc') }).loose();

/** A version, to be read: prose as the editor shows it, a plain note as its text. */
export function VersionText(props: VersionTextProps) {
  const { content } = props;
  if (typeof content === 'string') return <PlainVersion {...props} content={content} />;
  const prose = proseSchema.safeParse(content);
  return prose.success ? <ProseVersion {...props} content={prose.data} /> : null;
}

/** Enough words to detect their language. */
const wordsOf = (content: object): string => JSON.stringify(content).replaceAll(/"\w+":/gu, ' ');

function ProseVersion({
  documentId,
  content,
  changes,
  hues,
  describe,
}: VersionTextProps & { content: z.infer<typeof proseSchema> }) {
  const t = useT();
  const language = useDocumentLanguage(
    documentId,
    useMemo(() => wordsOf(content), [content]),
  );
  const titles = useInternalTitles();
  const label = t(changes.length > 0 ? 'history.textWithChanges' : 'history.text');
  const extensions = useMemo(
    () => [
      ...readerExtensions({
        noteLabel: (number) => t('notes.call', { number }),
        images: {
          urlOf: (id) => imageUrl(documentId, id),
          onDescribe: () => undefined,
          words: imageWords(t),
        },
        ...blockWords(t),
        internal: { titles, hidden: t('internal.hidden') },
      }),
      ChangedParts.configure({ changes, hues, describe }),
    ],
    [documentId, changes, hues, describe, titles, t],
  );
  const attributes = {
    ...{ role: 'article', 'aria-label': label, tabindex: '0', lang: language },
    ...{ class: 'mq-prose-text mq-version-text', 'data-region-start': '' },
  };
  const editor = useEditor(
    { editable: false, injectCSS: false, content, extensions, editorProps: { attributes } },
    [content, extensions, language],
  );
  return (
    <>
      <EditorMount editor={editor} />
      <Notes editor={editor} canEdit={false} />
    </>
  );
}

function PlainVersion({
  documentId,
  content,
  changes,
  hues,
  describe,
}: VersionTextProps & { content: string }) {
  const t = useT();
  const language = useDocumentLanguage(documentId, content);
  const label = t(changes.length > 0 ? 'history.textWithChanges' : 'history.text');
  return (
    <div
      role="article"
      aria-label={label}
      tabIndex={0}
      lang={language}
      className="mq-version-text mq-version-plain"
      data-region-start
    >
      {partsOf(content, changes, hues, describe)}
    </div>
  );
}

const partsOf = (
  text: string,
  changes: readonly VersionChange[],
  hues: HueBook,
  describe: DescribeVersionChange,
): ReactNode[] => {
  const parts: ReactNode[] = [];
  let at = 0;
  changes.forEach((change, index) => {
    const Tag = tagOfChange(change);
    parts.push(
      text.slice(at, change.from),
      <Tag
        key={index}
        className={classOfChange(change, hues)}
        title={describe(change)}
        data-version-change={index}
      >
        {text.slice(change.from, change.to)}
      </Tag>,
    );
    at = change.to;
  });
  parts.push(text.slice(at));
  return parts;
};
