import { Link } from 'react-router';
import {
  organisationStorageSchema,
  type StoredFile,
  storedFilesSchema,
  type StoredSpace,
  storedSpacesSchema,
} from '@maroquin/contracts';
import { useQuery } from '@tanstack/react-query';
import { type LoadedList, queryKeys, request, useCapability, useList } from '../../api/index.js';
import { fileHref, NotFoundPage, PageBody, PageHeader, placeHref } from '../../frame/index.js';
import { formatSize, useT } from '../../i18n/index.js';
import { ErrorNote, Progress, ShowMore, Skeleton } from '../../ui/index.js';
import './storage-page.css';

/** `/stockage`: what the organisation keeps, by space, and its largest files. */
export function StoragePage() {
  const t = useT();
  if (!useCapability('people.manage')) return <NotFoundPage />;
  return (
    <>
      <PageHeader title={t('quota.page')} crumbs={[{ name: t('people.title'), to: '/personnes' }]} />
      <PageBody>
        <Whole />
        <Spaces />
        <Files />
      </PageBody>
    </>
  );
}

function Whole() {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: [...queryKeys.storage, 'organisation'],
    queryFn: ({ signal }) =>
      request('GET', '/organisation/storage', { schema: organisationStorageSchema, signal }),
  });
  if (error) return <ErrorNote error={error} />;
  if (data === undefined) return <Skeleton rows={1} />;
  return (
    <div className="mq-stored-whole">
      <Room usedBytes={data.usedBytes} maxBytes={data.maxBytes} />
      <p className="mq-small mq-muted">{t('quota.pageHelp')}</p>
    </div>
  );
}

/** How much of what is allowed is taken; where nothing limits it, how much there is. */
function Room({ usedBytes, maxBytes }: { usedBytes: number; maxBytes: number | null }) {
  const t = useT();
  const used = formatSize(usedBytes, t.locale);
  if (maxBytes === null) return <p className="mq-num">{t('quota.usedNoLimit', { used })}</p>;
  const sizes = { used, max: formatSize(maxBytes, t.locale) };
  return (
    <>
      <p className="mq-num">{t('storage.used', sizes)}</p>
      <Progress
        value={maxBytes === 0 ? 1 : Math.min(1, usedBytes / maxBytes)}
        label={t('storage.taken', sizes)}
      />
    </>
  );
}

function Spaces() {
  const t = useT();
  const list = useList<StoredSpace, { items: StoredSpace[]; next: string | null }>({
    ...{ key: [...queryKeys.storage, 'spaces'], path: '/organisation/storage/spaces' },
    schema: storedSpacesSchema,
  });
  return (
    <Section id="stored-spaces" title={t('quota.bySpace')} none={t('quota.noSpace')} list={list}>
      {list.rows.map(({ id, name, usedBytes, maxBytes }) => (
        <li key={id}>
          <Link className="mq-cut" to={placeHref([id], 'fichiers')}>
            {name}
          </Link>
          <div className="room">
            <Room usedBytes={usedBytes} maxBytes={maxBytes} />
          </div>
        </li>
      ))}
    </Section>
  );
}

function Files() {
  const t = useT();
  const list = useList<StoredFile, { items: StoredFile[]; next: string | null }>({
    ...{ key: [...queryKeys.storage, 'files'], path: '/organisation/storage/files' },
    schema: storedFilesSchema,
  });
  return (
    <Section id="stored-files" title={t('quota.largest')} none={t('quota.noFile')} list={list}>
      {list.rows.map((file) => (
        <li key={file.id}>
          {file.isInBin ? (
            <span className="mq-cut">{file.name}</span>
          ) : (
            <Link className="mq-cut" to={fileHref(file.id)}>
              {file.name}
            </Link>
          )}
          <p className="room mq-num">
            {formatSize(file.sizeBytes, t.locale)}
            {file.usedBytes > file.sizeBytes && (
              <span className="mq-small mq-sec">
                {' '}
                {t('quota.withVersions', { used: formatSize(file.usedBytes, t.locale) })}
              </span>
            )}
            {file.isInBin && <span className="mq-tag">{t('quota.inBin')}</span>}
          </p>
        </li>
      ))}
    </Section>
  );
}

interface SectionProps<Row> {
  id: string;
  title: string;
  none: string;
  list: LoadedList<Row, unknown>;
  children: React.ReactNode;
}
function Section<Row>({ id, title, none, list, children }: SectionProps<Row>) {
  return (
    <section aria-labelledby={id}>
      <div className="mq-sect">
        <h2 id={id}>{title}</h2>
      </div>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorNote error={list.error} />}
      {list.isSuccess && list.rows.length === 0 && !list.hasMore && <p className="mq-muted">{none}</p>}
      {list.rows.length > 0 && (
        <ul className="mq-stored" aria-labelledby={id}>
          {children}
        </ul>
      )}
      <ShowMore list={list} />
    </section>
  );
}
