import { useQuery } from '@tanstack/react-query';
import type { ResourceView } from '@maroquin/contracts';
import { Fragment, useEffect, useMemo, useRef } from 'react';
import { findPassage, useAskedPassage } from '../../../frame/index.js';
import { formatSize, useT } from '../../../i18n/index.js';
import { ErrorNote, Skeleton } from '../../../ui/index.js';
import { decodeText, readStart } from './content.js';

/** Bytes that are shown; the rest is there by downloading. */
const SHOWN_BYTES = 512 * 1024;

/** Text as it stands: nothing in it is understood as anything else. */
export function TextView({ file }: { file: ResourceView }) {
  const t = useT();
  const size = file.size ?? 0;
  const text = useQuery({
    queryKey: ['file-text', file.id, file.updatedAt],
    queryFn: async ({ signal }) => decodeText(await readStart(file, SHOWN_BYTES, signal)),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (text.error) return <ErrorNote error={text.error} />;
  if (text.data === undefined) return <Skeleton rows={4} label={t('files.opening')} />;
  return (
    <div className="mq-file-text">
      {size > SHOWN_BYTES && (
        <p className="mq-hint">{t('files.textCut', { size: formatSize(SHOWN_BYTES, t.locale) })}</p>
      )}
      <MarkedText text={text.data} label={t('files.content', { name: file.name })} />
    </div>
  );
}

/** The text, opened at the words that the address names. */
export function MarkedText({ text, label }: { text: string; label: string }) {
  const { landing, done } = useAskedPassage();
  const box = useRef<HTMLPreElement>(null);
  const found = useMemo(() => (landing === null ? [] : findPassage(text, landing.passage)), [text, landing]);
  useEffect(() => {
    if (landing === null) return;
    box.current?.querySelector('mark')?.scrollIntoView({ block: 'center' });
    box.current?.focus({ preventScroll: true });
    done();
  }, [landing, done]);
  return (
    <pre ref={box} role="region" aria-label={label} tabIndex={0}>
      {found.map(({ from, to }, index) => (
        <Fragment key={from}>
          {text.slice(found[index - 1]?.to ?? 0, from)}
          <mark className="mq-found">{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(found.at(-1)?.to ?? 0)}
    </pre>
  );
}
