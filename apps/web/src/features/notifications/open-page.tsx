import { notificationsSchema } from '@maroquin/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { queryKeys, request } from '../../api/index.js';
import { PageBody, PageHeader } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { ErrorNote, Skeleton } from '../../ui/index.js';
import { hrefOf } from './activity-words.js';
import { useMarkNotifications } from './notifications-api.js';

const NEWEST = 100;

/** `/activite/ouvrir/<id>`: where a notification outside the page leads. On to what it is about, which is read by that. */
export function OpenNotificationPage() {
  const t = useT();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { mutate: mark } = useMarkNotifications();
  const { data, error } = useQuery({
    queryKey: [...queryKeys.notifications, 'newest'],
    queryFn: ({ signal }) =>
      request('GET', '/notifications', { schema: notificationsSchema, query: { limit: NEWEST }, signal }),
    staleTime: 0,
  });
  useEffect(() => {
    if (data === undefined) return;
    const one = data.items.find((item) => item.id === id);
    if (one !== undefined && !one.read) mark({ ids: [id], read: true });
    void navigate((one && hrefOf(one)) ?? '/activite', { replace: true });
  }, [data, id, mark, navigate]);
  return (
    <>
      <PageHeader title={t('activity.title')} />
      <PageBody>{error ? <ErrorNote error={error} /> : <Skeleton />}</PageBody>
    </>
  );
}
