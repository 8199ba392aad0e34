import { Download } from 'lucide-react';
import { useParams } from 'react-router';
import { idSchema } from '@maroquin/contracts';
import { NotFoundPage, PageBody, PageHeader } from '../../frame/index.js';
import { isApiError, usePlace } from '../../api/index.js';
import { contentHref } from './file-kinds.js';
import { formatSize, useT } from '../../i18n/index.js';
import { ErrorNote, Icon, Skeleton } from '../../ui/index.js';

/** `/fichier/:fileId`: one file by itself, for who sees no list around it. */
export function FilePage() {
  const { fileId } = useParams();
  const id = idSchema.safeParse(fileId);
  return id.success ? <FileFor id={id.data} /> : <NotFoundPage />;
}

function FileFor({ id }: { id: string }) {
  const t = useT();
  const query = usePlace(id);
  if (query.data === undefined) {
    if (isApiError(query.error, 'request.not-found')) return <NotFoundPage resourceId={id} />;
    return <div className="mq-pad">{query.error ? <ErrorNote error={query.error} /> : <Skeleton />}</div>;
  }
  const { resource } = query.data;
  if (resource.kind !== 'file') return <NotFoundPage />;
  return (
    <>
      <PageHeader title={resource.name} />
      <PageBody>
        <p className="mq-sec">{resource.size === null ? '' : formatSize(resource.size, t.locale)}</p>
        <p>
          <a className="mq-btn primary m" href={contentHref(resource.id)} download={resource.name}>
            <Icon of={Download} />
            {t('files.download')}
          </a>
        </p>
      </PageBody>
    </>
  );
}
