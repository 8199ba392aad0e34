import { useState } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { isApiError, usePurgeResource } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { ConfirmDialog, toast } from '../../ui/index.js';

/** Only who manages it; a space goes when its days are over, and not before. */
export const mayPurge = ({ role, kind }: ResourceView): boolean => role === 'manager' && kind !== 'space';

interface PurgeDialogProps {
  resource: ResourceView;
  onClose: () => void;
}
export function PurgeDialog({ resource, onClose }: PurgeDialogProps) {
  const t = useT();
  const purge = usePurgeResource();
  return (
    <ConfirmDialog
      title={t('places.purge')}
      subtitle={resource.name}
      error={purge.error}
      isPending={purge.isPending}
      isDanger
      onClose={onClose}
      onConfirm={() =>
        purge.mutate(resource.id, {
          onSuccess: () => {
            onClose();
            toast({ text: t('places.purged', { name: resource.name }) });
          },
        })
      }
    >
      {t('places.purgeText')}
    </ConfirmDialog>
  );
}

interface EmptyBinDialogProps {
  resources: readonly ResourceView[];
  onClose: () => void;
}
export function EmptyBinDialog({ resources, onClose }: EmptyBinDialogProps) {
  const t = useT();
  const { mutateAsync } = usePurgeResource();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const purgeAll = async (): Promise<void> => {
    setPending(true);
    let purged = 0;
    try {
      for (const { id } of resources) {
        try {
          await mutateAsync(id);
          purged += 1;
        } catch (failure) {
          // Somebody else took it out, or emptied the bin as well.
          if (!isApiError(failure) || failure.status !== 404) throw failure;
        }
      }
      onClose();
      toast({ text: t('places.binEmptied', { count: purged }) });
    } catch (failure) {
      setError(failure);
      setPending(false);
    }
  };
  return (
    <ConfirmDialog
      title={t('places.emptyBin')}
      error={error}
      isPending={isPending}
      isDanger
      onClose={onClose}
      onConfirm={() => void purgeAll()}
    >
      {t('places.emptyBinText', { count: resources.length })}
    </ConfirmDialog>
  );
}
