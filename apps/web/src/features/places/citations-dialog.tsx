import { Link } from 'react-router';
import { type ResourcePage, resourcePageSchema, type ResourceView } from '@maroquin/contracts';
import { type LoadedList, queryKeys, useList } from '../../api/index.js';
import { resourceHref } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { Dialog, ErrorNote, KindGlyph, ShowMore, Skeleton } from '../../ui/index.js';
import './citations-dialog.css';

const useCitations = (id: string): LoadedList<ResourceView, ResourcePage> =>
  useList({
    key: [...queryKeys.place(id), 'citations'],
    path: `/resources/${id}/citations`,
    schema: resourcePageSchema,
    staleTime: 0,
  });

/** Which documents link to this one, as far as this reader may see them. */
export function CitationsDialog({ resource, onClose }: { resource: ResourceView; onClose: () => void }) {
  const t = useT();
  const list = useCitations(resource.id);
  return (
    <Dialog isOpen onClose={onClose} title={t('places.citations')} subtitle={resource.name}>
      {list.isPending && <Skeleton rows={3} label={t('places.citations')} />}
      {list.error && <ErrorNote error={list.error} />}
      {list.isSuccess && list.rows.length === 0 && <p>{t('places.citationsNone')}</p>}
      <ul className="mq-citations">
        {list.rows.map((row) => (
          <li key={row.id}>
            <KindGlyph resource={row} />
            <Link to={resourceHref(row)} onClick={onClose}>
              {row.name}
            </Link>
          </li>
        ))}
      </ul>
      <ShowMore list={list} />
    </Dialog>
  );
}
