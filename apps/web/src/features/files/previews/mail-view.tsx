import { useQuery } from '@tanstack/react-query';
import type { ResourceView } from '@maroquin/contracts';
import { isApiError } from '../../../api/index.js';
import { formatSize, useDates, useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Skeleton } from '../../../ui/index.js';
import { MarkedText, TextView } from './text-view.js';
import { type Mail, readMail } from './read-mail.js';
import { readStart } from './content.js';
import './previews.css';

/** Bytes that are read; what is attached to it mostly comes last. */
const SHOWN_BYTES = 8 * 1024 ** 2;
/** The browser has read it by then. */
const KEPT_MS = 60_000;

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
      <Attached mail={mail.data} isCut={isCut} />
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

function Attached({ mail: { attached, more }, isCut }: { mail: Mail; isCut: boolean }) {
  const t = useT();
  if (attached.length === 0) return null;
  return (
    <section aria-labelledby="mail-attached">
      <h3 id="mail-attached">{t('mail.attached', { count: attached.length + more })}</h3>
      <ul>
        {attached.map(({ name, type, size, content }, at) => {
          const shown = name ?? t('mail.unnamed', { type });
          // The end of what was read may be the middle of it.
          const isWhole = !isCut || at < attached.length - 1;
          return (
            <li key={at} className="mq-mail-attached">
              <span>
                {shown} <span className="mq-small mq-sec mq-num">{formatSize(size, t.locale)}</span>
              </span>
              {isWhole && (
                <Button onPress={() => save(content, name)}>
                  {t('mail.save')}
                  <span className="mq-vh"> {shown}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <p className="mq-hint">{t('mail.attachedMeans')}</p>
    </section>
  );
}

/** One attachment as a file of the person's machine: it is opened there by what opens such files. */
function save(content: Blob, name: string | null): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name ?? 'piece-jointe';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
