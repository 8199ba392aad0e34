import { useQuery } from '@tanstack/react-query';
import { fetchPlace, queryKeys } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Menu } from '../../../ui/index.js';
import { useResourceActions } from '../../places/index.js';

/** Share, rename, move and bin: for a discussion as for everything that stands in a place. */
export function ChannelMenu({ id, onTrashed }: { id: string; onTrashed: () => void }) {
  const t = useT();
  const actions = useResourceActions();
  const place = useQuery({
    queryKey: [...queryKeys.place(id), 'menu'],
    queryFn: ({ signal }) => fetchPlace(id, signal),
  });
  const resource = place.data?.resource;
  if (resource === undefined) return null;
  const leave = async (): Promise<void> => {
    if (await actions.trash(resource)) onTrashed();
  };
  const items = actions
    .menuFor(resource)
    // Their keys belong to the rows of a list.
    .map((item) => ({
      ...item,
      keys: undefined,
      ...(item.id === 'trash' && { onAction: () => void leave() }),
    }));
  if (items.length === 0) return null;
  return (
    <>
      <Menu label={t('places.placeMenu', { name: resource.name })} items={items} />
      {actions.dialogs}
    </>
  );
}
