import { useQuery } from '@tanstack/react-query';
import type { ResourceView } from '@maroquin/contracts';
import { isApiError } from '../../../api/index.js';
import { formatSize, useDates, useT } from '../../../i18n/index.js';
import { ErrorNote, Skeleton } from '../../../ui/index.js';
import { MarkedText, TextView } from './text-view.js';
import { type Mail, readMail } from './read-mail.js';
import { readStart } from './content.js';
import './previews.css';

/** Bytes that are read; what is attached to it mostly comes last. */
const SHOWN_BYTES = 8 * 1024 ** 2;

/** A message that was kept as a file: its heads, its text and the names of what is attached. */
export function MailView({ file }: { file: ResourceView }) {
  const t = useT();
  const mail = useQuery({
    queryKey: ['file-mail', file.id, file.updatedAt],
    queryFn: async ({ signal }) => readMail(await readStart(file, SHOWN_BYTES, signal)),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  if (isApiError(mail.error)) return <ErrorNote error={mail.error} />;
  // It is called a message and is none, or one that nobody could read.
  if (mail.error) return <TextView file={file} />;
  if (mail.data === undefined) return <Skeleton rows={4} label={t('files.opening')} />;
  const isCut = (file.size ?? 0) > SHOWN_BYTES;
  return (
    <article className="mq-file-text mq-mail" aria-label={t('files.content', { name: file.name })}>
      <Heads mail={mail.data} />
      {isCut && <p className="mq-hint">{t('mail.cut', { size: formatSize(SHOWN_BYTES, t.locale) })}</p>}
      {mail.data.isFormatted && <p className="mq-hint">{t('mail.formatted')}</p>}
      {mail.data.text === '' ? (
        <p className="mq-sec">{t('mail.empty')}</p>
      ) : (
        <MarkedText text={mail.data.text} label={t('mail.text')} />
      )}
      <Attached mail={mail.data} />
    </article>
  );
}

function Heads({ mail: { subject, from, to, cc, date } }: { mail: Mail }) {
  const t = useT();
  const dates = useDates();
  const heads = [
    [t('mail.from'), from],
    [t('mail.to'), to],
    [t('mail.cc'), cc],
    [t('mail.date'), date === null ? '' : dates.full(date)],
  ].filter(([, words]) => words !== '');
  return (
    <header>
      <h2>{subject === '' ? t('mail.noSubject') : subject}</h2>
      <dl>
        {heads.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function Attached({ mail: { attached, more } }: { mail: Mail }) {
  const t = useT();
  if (attached.length === 0) return null;
  return (
    <section aria-labelledby="mail-attached">
      <h3 id="mail-attached">{t('mail.attached', { count: attached.length + more })}</h3>
      <ul>
        {attached.map(({ name, type, size }, at) => (
          <li key={at}>
            {name ?? t('mail.unnamed', { type })}{' '}
            <span className="mq-small mq-sec mq-num">{formatSize(size, t.locale)}</span>
          </li>
        ))}
      </ul>
      <p className="mq-hint">{t('mail.attachedMeans')}</p>
    </section>
  );
}
