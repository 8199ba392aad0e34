import { useQuery } from '@tanstack/react-query';
import { rightHasAct, storageSchema } from '@maroquin/contracts';
import { Link, useLocation } from 'react-router';
import { queryKeys, request, useSpaces } from '../../api/index.js';
import { parsePlacePath } from '../../frame/index.js';
import { formatSize, useT } from '../../i18n/index.js';
import { Progress } from '../../ui/index.js';

/** How full the space of the open files is. Shown to people who may add files there, where there is a limit. */
export function PlaceStorage() {
  const here = parsePlacePath(useLocation().pathname);
  const spaces = useSpaces();
  const space = spaces.data?.items.find(({ id }) => id === here?.ids[0]);
  if (here?.view !== 'fichiers' || space === undefined || !rightHasAct(space, 'resource.create')) return null;
  return <Storage id={space.id} />;
}

function Storage({ id }: { id: string }) {
  const t = useT();
  const { data } = useQuery({
    queryKey: [...queryKeys.storage, id],
    queryFn: ({ signal }) => request('GET', `/resources/${id}/storage`, { schema: storageSchema, signal }),
  });
  if (data === undefined || data.maxBytes === null) return null;
  const sizes = {
    used: formatSize(data.usedBytes, t.locale),
    max: formatSize(data.maxBytes, t.locale),
  };
  return (
    <section className="mq-room" aria-label={t(`storage.${data.holder}`)}>
      <p className="mq-row">
        <span className="mq-grow mq-cut">{t(`storage.${data.holder}`)}</span>
        <span className="mq-sec mq-num">{t('storage.used', sizes)}</span>
      </p>
      <Progress
        value={data.maxBytes === 0 ? 1 : Math.min(1, data.usedBytes / data.maxBytes)}
        label={t('storage.taken', sizes)}
      />
      <p className="mq-muted">
        {t('storage.counts')} <Link to="/corbeille">{t('storage.makeRoom')}</Link>
      </p>
    </section>
  );
}
