import { useQuery } from '@tanstack/react-query';
import { Archive, ArchiveRestore } from 'lucide-react';
import type { ChannelView } from '@maroquin/contracts';
import { fetchPlace, queryKeys } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { Menu, type MenuAction } from '../../../ui/index.js';
import { useResourceActions } from '../../places/index.js';
import { useArchive } from './use-archive.js';

interface ChannelMenuProps {
  channel: Pick<ChannelView, 'id' | 'archivedAt' | 'canArchive'>;
  onTrashed: () => void;
}
/** Share, rename, move and bin: for a discussion as for everything that stands in a place; and its archive. */
export function ChannelMenu({ channel, onTrashed }: ChannelMenuProps) {
  const t = useT();
  const actions = useResourceActions();
  const archive = useArchive();
  const { id, archivedAt, canArchive } = channel;
  const place = useQuery({
    queryKey: [...queryKeys.place(id), 'menu'],
    queryFn: ({ signal }) => fetchPlace(id, signal),
  });
  const resource = place.data?.resource;
  if (resource === undefined) return null;
  const leave = async (): Promise<void> => {
    if (await actions.trash(resource)) onTrashed();
  };
  const toArchive: MenuAction = {
    id: 'archive',
    icon: archivedAt === null ? Archive : ArchiveRestore,
    label: t(archivedAt === null ? 'discussions.archive' : 'discussions.unarchive'),
    onAction: () => void archive(resource, archivedAt === null),
  };
  const items = actions
    .menuFor(resource)
    // Their keys belong to the rows of a list.
    .map((item) => ({
      ...item,
      keys: undefined,
      ...(item.id === 'trash' && { onAction: () => void leave() }),
    }))
    .flatMap((item) => (item.id === 'trash' && canArchive ? [toArchive, item] : [item]));
  if (items.length === 0) return null;
  return (
    <>
      <Menu label={t('places.placeMenu', { name: resource.name })} items={items} />
      {actions.dialogs}
    </>
  );
}
